// Elementwise operators and fused chains of them, with broadcasting.
//
// Blocked images are handled as dense tensors [N, channel blocks, pixels, block]; what an operation
// leaves in the padding lanes is zeroed again afterwards, so that no NaN hides there.
#include <mortise/sdk/host.hpp>

#include <algorithm>

#include "backends/cpu/iteration.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/layout.hpp"
#include "backends/cpu/program.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;
using sdk::Shape;
using sdk::ShapeView;

/// How many inputs of the node are operands: Clip's bounds and Pow's exponent are part of the program.
size_t operand_count(const Node& node) {
  if (node.domain() == kPrivateDomain || binary_operation(node)) return node.input_count();
  return 1;
}

Program program_of(const Node& node) {
  if (node.domain() == kPrivateDomain) return read_program(node);
  if (const auto binary = binary_operation(node)) {
    Program program;
    program.inputs = 2;
    program.add(*binary, 0, 1);
    return program;
  }
  const auto steps = unary_steps(node);
  if (!steps) sdk::unsupported("parameters that are not constants are not supported");
  return Program::of(*steps);
}

/// The shape in which a tensor is iterated.
Shape iterated_shape(const mortise_type_t& type, int64_t block) {
  if (const BlockedLayout* layout = layout_of(type)) {
    const Image& image = layout->image();
    return {image.n, image.blocks(), image.pixels(), image.block};
  }
  Shape shape(type.shape, type.shape + std::max(type.rank, 0));
  if (block == 1) return shape;
  // Beside blocked tensors stand scalars and per-channel values whose channels fill whole blocks.
  if (sdk::element_count(ShapeView(shape)) == 1) return {};
  if (shape.size() != 4 || shape[1] % block != 0 || shape[2] * shape[3] != 1) {
    sdk::unsupported("a dense tensor of shape ", shape, " beside a blocked one");
  }
  return {shape[0], shape[1] / block, 1, block};
}

class Elementwise {
 public:
  static constexpr std::string_view kLayoutOwner = kDeviceKind;
  static constexpr uint32_t kFlags = MORTISE_KERNEL_RANGED;

  static void check(const Node& node) {
    const size_t operands = operand_count(node);
    if (operands > std::min(kMaxOperands, kMaxIterated)) {
      sdk::unsupported(operands, " operands; at most ", kMaxOperands, " are supported");
    }
    for (size_t i = 0; i < operands; ++i) {
      if (!node.has_input(i)) sdk::unsupported("input ", i, " is missing");
      if (node.dtype(i) != MORTISE_DTYPE_FLOAT32) {
        sdk::unsupported("input ", i, " is ", sdk::dtype_name(node.dtype(i)),
                         "; only float32 is supported");
      }
    }
    if (node.output_type(0).rank > static_cast<int32_t>(kMaxDims)) {
      sdk::unsupported("rank ", node.output_type(0).rank, "; at most ", kMaxDims, " is supported");
    }
    program_of(node).check();
  }

  Elementwise(const Node& node, const sdk::KernelContext& context)
      : host_(context.host),
        table_(pointwise_table()),
        program_(program_of(node)),
        operands_(operand_count(node)) {
    if (const BlockedLayout* layout = layout_of(node.output_type(0))) image_ = layout->image();
    const Shape output = iterated_shape(node.output_type(0), image_.block);
    std::vector<Shape> shapes;
    for (size_t i = 0; i < operands_; ++i) {
      shapes.push_back(iterated_shape(node.type(i), image_.block));
    }
    const std::vector<ShapeView> views(shapes.begin(), shapes.end());
    iteration_ = iterate(output, views.data(), operands_);
    shape_ = node.output_shape(0).to_vector();
    choose_short_path();
  }

  void run(const Launch& launch) const {
    float* y = launch.out<float>(0);
    const float* inputs[kMaxOperands];
    for (size_t i = 0; i < operands_; ++i) inputs[i] = launch.in<float>(i);
    if (!sdk::equal(launch.output_shape(0), ShapeView(shape_)))
      return run_ranged(launch, inputs, y);
    if (short_binary_ != nullptr) {
      short_binary_(inputs[0], inputs[1], y, static_cast<size_t>(iteration_.run));
      return;
    }
    run_loop(iteration_, inputs, y);
    clear_padding(image_, y);
  }

 private:
  /// One binary operation over few elements needs no loop around it.
  void choose_short_path() {
    const Instruction& first = program_.code[0];
    if (program_.code.size() != 1 || !first.is_binary || iteration_.rows != 1 ||
        iteration_.run > kPiece || image_.padding() != 0 || first.a != 0 || first.b != 1) {
      return;
    }
    const auto index = static_cast<size_t>(first.binary);
    if (iteration_.constant[0] && iteration_.constant[1]) return;
    short_binary_ = iteration_.constant[0]   ? table_.left_scalar[index]
                    : iteration_.constant[1] ? table_.right_scalar[index]
                                             : table_.both[index];
  }

  /// Extents below those that the kernel was created for: the loop is planned anew.
  void run_ranged(const Launch& launch, const float* const* inputs, float* y) const {
    ShapeView shapes[kMaxOperands];
    for (size_t i = 0; i < operands_; ++i) shapes[i] = launch.input_shape(i);
    run_loop(iterate(launch.output_shape(0), shapes, operands_), inputs, y);
  }

  void run_loop(const Iteration& iteration, const float* const* inputs, float* y) const {
    const int64_t pieces = (iteration.run + kPiece - 1) / kPiece;
    const int64_t items = iteration.rows * pieces;
    const int64_t item_size = std::max<int64_t>(1, std::min(iteration.run, kPiece));
    const auto grain = static_cast<uint64_t>(
        std::max<int64_t>(1, kGrain / (item_size * static_cast<int64_t>(program_.code.size()))));
    sdk::parallel_for(
        host_, static_cast<uint64_t>(items), grain, [&](uint64_t begin, uint64_t end, uint32_t) {
          for (auto item = static_cast<int64_t>(begin); item < static_cast<int64_t>(end); ++item) {
            run_piece(iteration, inputs, y, item / pieces, item % pieces * kPiece);
          }
        });
  }

  void run_piece(const Iteration& iteration, const float* const* inputs, float* y, int64_t row,
                 int64_t begin) const {
    const int64_t end = std::min(begin + kPiece, iteration.run);
    Operand operands[kMaxOperands];
    for (size_t i = 0; i < operands_; ++i) {
      operands[i] = {inputs[i] + iteration.offset(i, row), iteration.constant[i]};
      if (!operands[i].scalar) operands[i].data += begin;
    }
    float* to = y + row * iteration.run + begin;
    const int64_t chunk = program_.code.size() == 1 ? end - begin : static_cast<int64_t>(kChunk);
    for (int64_t at = begin; at < end; at += chunk) {
      const int64_t length = std::min(chunk, end - at);
      evaluate(program_, table_, operands, to, static_cast<size_t>(length));
      to += length;
      for (size_t i = 0; i < operands_; ++i) {
        if (!operands[i].scalar) operands[i].data += length;
      }
    }
  }

  static constexpr int64_t kPiece = 4096;   // elements that one thread takes at once
  static constexpr int64_t kGrain = 16384;  // element operations that are worth a second thread

  const mortise_host_t* host_;
  const PointwiseTable& table_;
  Program program_;
  size_t operands_;
  Image image_;
  Iteration iteration_;
  Shape shape_;
  BinaryFunction short_binary_ = nullptr;
};

}  // namespace

KernelList elementwise_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<Elementwise>("Abs"),
      kernel_entry<Elementwise>("Add"),
      kernel_entry<Elementwise>("Ceil"),
      kernel_entry<Elementwise>("Clip"),
      kernel_entry<Elementwise>("Div"),
      kernel_entry<Elementwise>("Elu"),
      kernel_entry<Elementwise>("Erf"),
      kernel_entry<Elementwise>("Exp"),
      kernel_entry<Elementwise>("Floor"),
      kernel_entry<Elementwise>("Gelu"),
      kernel_entry<Elementwise>("HardSigmoid"),
      kernel_entry<Elementwise>("HardSwish"),
      kernel_entry<Elementwise>("LeakyRelu"),
      kernel_entry<Elementwise>("Log"),
      kernel_entry<Elementwise>("Max"),
      kernel_entry<Elementwise>("Min"),
      kernel_entry<Elementwise>("Mul"),
      kernel_entry<Elementwise>("Neg"),
      kernel_entry<Elementwise>("Pow"),
      kernel_entry<Elementwise>("Reciprocal"),
      kernel_entry<Elementwise>("Relu"),
      kernel_entry<Elementwise>("Sigmoid"),
      kernel_entry<Elementwise>("Sqrt"),
      kernel_entry<Elementwise>("Sub"),
      kernel_entry<Elementwise>("Swish"),
      kernel_entry<Elementwise>("Tanh"),
      kernel_entry<Elementwise>("Elementwise", kPrivateDomain),
  };
  return kEntries;
}

}  // namespace mortise::cpu
