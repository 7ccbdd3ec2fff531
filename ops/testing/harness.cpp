#include "ops/testing/harness.hpp"

#include <mortise/sdk/host.hpp>

#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/library.hpp"

namespace mortise::ops::testing {
namespace {

constexpr size_t kGuard = 64;
constexpr unsigned char kGarbage = 0xa5;

/// An output's memory, with guard bytes on both sides.
class Output {
 public:
  explicit Output(const mortise_type_t& type)
      : dtype_(type.dtype), shape_(type.shape, type.shape + type.rank) {
    if (!sdk::all_known(shape_)) sdk::invalid("the output's shape ", shape_, " is not known");
    bytes_ = sdk::storage_bytes(dtype_, sdk::element_count(shape_));
    memory_.assign(bytes_ + 2 * kGuard, kGarbage);
    view_ = sdk::host_view(dtype_, shape_, memory_.data() + kGuard);
  }
  Output(Output&&) = default;

  mortise_tensor_view_t* view() {
    view_.shape = shape_.data();  // the kernel may write it
    return &view_;
  }
  Tensor take() const {
    for (size_t i = 0; i < kGuard; ++i) {
      if (memory_[i] != kGarbage || memory_[kGuard + bytes_ + i] != kGarbage) {
        sdk::fail(MORTISE_STATUS_INTERNAL, "the kernel wrote outside its output");
      }
    }
    const uint64_t used = sdk::storage_bytes(dtype_, sdk::element_count(shape_));
    const auto begin = memory_.begin() + kGuard;
    if (dtype_ == MORTISE_DTYPE_STRING) {
      const auto* elements = reinterpret_cast<const mortise_string_t*>(memory_.data() + kGuard);
      std::vector<std::string> texts;
      for (uint64_t i = 0; i < used / sizeof(mortise_string_t); ++i)
        texts.emplace_back(sdk::to_view(elements[i]));
      return string_tensor(shape_, std::move(texts));
    }
    return {dtype_, shape_, {begin, begin + static_cast<int64_t>(used)}};
  }

 private:
  uint32_t dtype_;
  Shape shape_;
  uint64_t bytes_ = 0;
  std::vector<unsigned char> memory_;
  mortise_tensor_view_t view_{};
};

struct KernelRelease {
  void operator()(mortise_kernel_t* kernel) const { kernel->release(kernel); }
};
using KernelPointer = std::unique_ptr<mortise_kernel_t, KernelRelease>;

KernelPointer create_kernel(OneNode& one) {
  if (one.op.kernel_count() == 0) sdk::unsupported("the operator has no kernel");
  const mortise_kernel_definition_t* definition = one.op.kernel_at(0);
  mortise_kernel_t* kernel = nullptr;
  sdk::check(definition->create(definition, nullptr, one.node(), &kernel));
  return KernelPointer(kernel);
}

std::vector<InputType> types_of(const Inputs& inputs, const RunOptions& options) {
  std::vector<InputType> types;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!inputs[i]) {
      types.push_back(absent());
    } else if (i < options.created_with.size()) {
      types.push_back({inputs[i]->dtype, true, options.created_with[i], nullptr});
    } else if (i >= options.first_constant) {
      types.push_back(constant(*inputs[i]));
    } else {
      types.push_back({inputs[i]->dtype, true, inputs[i]->shape, nullptr});
    }
  }
  return types;
}

/// Strings that a kernel makes, for the time of its launch.
struct Strings {
  Strings() : abi{sizeof(abi), this, &Strings::allocate} {}
  static mortise_status_t* allocate(void* self, uint64_t size, char** out_bytes) {
    return sdk::guard([&] {
      auto& blocks = static_cast<Strings*>(self)->blocks;
      blocks.push_back(std::make_unique<char[]>(static_cast<size_t>(size)));
      *out_bytes = blocks.back().get();
    });
  }
  mortise_string_memory_t abi;
  std::vector<std::unique_ptr<char[]>> blocks;
};

std::vector<Tensor> launch(const mortise_kernel_t& kernel, const Inputs& inputs,
                           std::vector<Output>& outputs) {
  std::vector<mortise_tensor_view_t> views;
  for (const auto& input : inputs) views.push_back(input ? input->view() : mortise_tensor_view_t{});
  std::vector<const mortise_tensor_view_t*> in;
  for (size_t i = 0; i < inputs.size(); ++i) in.push_back(inputs[i] ? &views[i] : nullptr);
  std::vector<mortise_tensor_view_t*> out;
  for (Output& output : outputs) out.push_back(output.view());
  const sdk::HostMemory workspace(library_host(), kernel.workspace_size + 64, 64);
  mortise_launch_t arguments{};
  arguments.struct_size = sizeof(arguments);
  arguments.input_count = in.size();
  arguments.inputs = in.data();
  arguments.output_count = out.size();
  arguments.outputs = out.data();
  arguments.workspace = workspace.data();
  Strings strings;
  arguments.strings = &strings.abi;
  sdk::check(kernel.launch(&kernel, &arguments));
  std::vector<Tensor> results;
  for (const Output& output : outputs) results.push_back(output.take());
  return results;
}

std::vector<Output> make_outputs(OneNode& one) {
  std::vector<Output> outputs;
  for (uint32_t id : one.outputs) outputs.emplace_back(*one.graph.value_abi(id)->type);
  return outputs;
}

}  // namespace

Tensor string_tensor(Shape shape, std::vector<std::string> texts) {
  if (static_cast<int64_t>(texts.size()) != sdk::element_count(shape)) {
    sdk::invalid("a test's tensor has ", texts.size(), " strings for shape ", shape);
  }
  Tensor result{MORTISE_DTYPE_STRING, std::move(shape), {}};
  result.texts = std::make_shared<const std::vector<std::string>>(std::move(texts));
  result.bytes.resize(result.texts->size() * sizeof(mortise_string_t));
  for (size_t i = 0; i < result.texts->size(); ++i) {
    const mortise_string_t element = sdk::to_abi((*result.texts)[i]);
    std::memcpy(result.bytes.data() + i * sizeof(element), &element, sizeof(element));
  }
  return result;
}

InputType constant(const Tensor& tensor) {
  return {tensor.dtype, true, tensor.shape, std::make_shared<const Tensor>(tensor)};
}

std::vector<Tensor> run(std::string_view op, const Inputs& inputs, const Attrs& attrs,
                        const RunOptions& options) {
  OneNode one(op, types_of(inputs, options), attrs, options.output_count);
  one.infer();
  const KernelPointer kernel = create_kernel(one);
  if (options.created_with.empty()) {
    std::vector<Output> outputs = make_outputs(one);
    return launch(*kernel, inputs, outputs);
  }
  if ((kernel->flags & MORTISE_KERNEL_RANGED) == 0) sdk::invalid("the kernel is not ranged");
  OneNode actual(op, types_of(inputs, {}), attrs, options.output_count);
  actual.infer();
  std::vector<Output> outputs = make_outputs(actual);
  return launch(*kernel, inputs, outputs);
}

std::vector<Tensor> run_decomposed(std::string_view op, const Inputs& inputs, const Attrs& attrs,
                                   size_t output_count) {
  OneNode one(op, types_of(inputs, {}), attrs, output_count);
  one.infer();
  std::vector<uint32_t> replacements(output_count, MORTISE_NONE);
  sdk::check(one.op.abi()->decompose(one.op.abi(), one.node(), one.graph.abi(),
                                     sdk::testing::FakeGraph::edit_table(), replacements.data()));
  std::map<uint32_t, Tensor> values;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i]) values[one.inputs[i]] = *inputs[i];
  }
  run_graph(one.graph, 1, values);
  std::vector<Tensor> results;
  for (uint32_t value : replacements) results.push_back(values.at(value));
  return results;
}

Inferred infer(std::string_view op, const std::vector<InputType>& inputs, const Attrs& attrs,
               size_t output_count) {
  return OneNode(op, inputs, attrs, output_count).infer();
}

std::vector<std::string> pieces(std::string_view op, const Inputs& inputs, int64_t axis,
                                int64_t begin, int64_t end, const Attrs& attrs) {
  OneNode one(op, types_of(inputs, {}), attrs, 1);
  one.infer();
  std::vector<mortise_piece_t> found(inputs.size());
  sdk::check(one.op.abi()->piece(one.op.abi(), one.node(), 0, axis, begin, end, found.data()));
  std::vector<std::string> texts;
  static constexpr const char* kCombine[] = {"none", "sum", "max", "min", "product"};
  for (const mortise_piece_t& piece : found) {
    if (piece.kind == MORTISE_PIECE_RANGE) {
      texts.push_back(sdk::message("[", piece.begin, ",", piece.end, ")@", piece.axis));
    } else if (piece.kind == MORTISE_PIECE_PARTIAL) {
      texts.push_back(sdk::message(kCombine[piece.combine], "@", piece.axis));
    } else {
      texts.push_back(piece.kind == MORTISE_PIECE_SHAPE ? "shape" : "whole");
    }
  }
  return texts;
}

Tensor convert(const Tensor& source, uint32_t dtype) {
  Tensor result{dtype, source.shape, {}};
  const std::vector<double> values = source.doubles();
  sdk::visit_dtype(sdk::PlainTypes{}, dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    std::vector<sdk::Compute<T>> converted;
    for (double value : values) converted.push_back(static_cast<sdk::Compute<T>>(value));
    result = tensor<T>(source.shape, converted);
  });
  return result;
}

Tensor random_tensor(uint32_t dtype, Shape shape, double low, double high, uint32_t seed) {
  std::vector<double> values(static_cast<size_t>(sdk::element_count(shape)));
  uint64_t state = seed;
  for (double& value : values) {
    // Knuth's MMIX generator: reproducible everywhere.
    state = state * 6364136223846793005u + 1442695040888963407u;
    value = low + (high - low) * static_cast<double>(state >> 11) * 0x1p-53;
  }
  return convert(tensor<double>(std::move(shape), values), dtype);
}

void require_close(const Tensor& actual, const std::vector<double>& expected, double tolerance) {
  const std::vector<double> values = actual.doubles();
  REQUIRE(values.size() == expected.size());
  for (size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i]) && std::isnan(expected[i])) continue;
    if (values[i] == expected[i]) continue;  // infinities
    const double limit = tolerance * std::fmax(1, std::fabs(expected[i]));
    if (!(std::fabs(values[i] - expected[i]) <= limit)) {
      FAIL("element " << i << " is " << values[i] << " instead of " << expected[i]);
    }
  }
}

void require_matches(const Tensor& actual, const Tensor& expected, double tolerance) {
  REQUIRE(actual.dtype == expected.dtype);
  REQUIRE(actual.shape == expected.shape);
  require_close(actual, expected.doubles(), tolerance);
}

void require_equal(const Tensor& actual, const Tensor& expected) {
  REQUIRE(actual.dtype == expected.dtype);
  REQUIRE(actual.shape == expected.shape);
  REQUIRE(actual.bytes == expected.bytes);
}

}  // namespace mortise::ops::testing
