#include "core/compile/fold.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "core/base/dense_size.hpp"
#include "core/base/dtype.hpp"
#include "core/compile/program.hpp"
#include "core/compile/string_memory.hpp"

namespace mortise::compile {
namespace {

constexpr uint64_t kAlignment = 64;
// What is larger is left to the run.
constexpr uint64_t kLargest = uint64_t{1} << 30;  // bytes
constexpr uint64_t kSmall = uint64_t{1} << 20;    // bytes that may come from next to nothing
constexpr uint64_t kMostGrowth = 8;               // times the inputs: 4-bit weights become float32
constexpr uint64_t kMostStringBytes = kSmall;     // of all outputs of a node
constexpr uint64_t kShapeArithmetic = uint64_t{64} << 10;  // bytes
constexpr uint64_t kFreeBudget = uint64_t{64} << 20;       // bytes, whatever the graph has

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
using Memory = std::unique_ptr<void, Free>;

Memory allocate(uint64_t size, uint64_t alignment = kAlignment) {
  const uint64_t rounded = (size / alignment + 1) * alignment;
  return Memory(std::aligned_alloc(static_cast<size_t>(alignment), static_cast<size_t>(rounded)));
}

bool foldable_dtype(uint32_t dtype) {
  return dtype != MORTISE_DTYPE_UNDEFINED && find_dtype(dtype) != nullptr;
}

// The kernel for the node, or an empty one.
Result<Kernel> find_kernel(const mortise_node_t* node, host::Host& host) {
  const mortise_kernel_definition_t* definition =
      host.find_kernel("*", to_view(node->domain), to_view(node->op), node->version);
  if (definition == nullptr) return Kernel();
  mortise_support_t support{};
  support.struct_size = sizeof(support);
  MORTISE_TRY(Status(definition->query(definition, node, &support)));
  Status reason(support.reason);
  if ((reason.flags() & MORTISE_STATUS_FLAG_RETRYABLE) != 0) return reason;
  if (support.supported == 0) return Kernel();
  mortise_kernel_t* kernel = nullptr;
  MORTISE_TRY(Status(definition->create(definition, nullptr, node, &kernel)));
  return Kernel::take(kernel, nullptr);
}

// Entries of outputs that the node does not have stay empty.
struct Outputs {
  explicit Outputs(size_t count) : memory(count), shapes(count), views(count), pointers(count) {}
  std::vector<Memory> memory;
  std::vector<std::vector<int64_t>> shapes;
  std::vector<mortise_tensor_view_t> views;
  std::vector<mortise_tensor_view_t*> pointers;
};

// The bytes of all outputs, or nothing when one of them is of a kind that cannot be folded.
Result<std::optional<uint64_t>> size_outputs(const graph::Graph& graph, const graph::Node& node,
                                             Outputs& outputs) {
  uint64_t total = 0;
  for (size_t i = 0; i < node.outputs.size(); ++i) {
    if (node.outputs[i] == graph::kNone) continue;
    const graph::Type& type = graph.value(node.outputs[i])->type;
    if (!type.fully_known() || type.bounded_dims != 0 || !foldable_dtype(type.dtype))
      return std::optional<uint64_t>();
    MORTISE_ASSIGN(const uint64_t size, dense_size(type.dtype, type.shape));
    if (size > kLargest) return std::optional<uint64_t>();
    total += size;
    outputs.shapes[i] = type.shape;
    mortise_tensor_view_t& view = outputs.views[i];
    view.struct_size = sizeof(view);
    view.byte_size = size;
    view.dtype = type.dtype;
    view.rank = static_cast<uint32_t>(type.shape.size());
    view.shape = outputs.shapes[i].data();
    outputs.pointers[i] = &view;
  }
  return std::optional<uint64_t>(total);
}

// A string may be an element many times over, and each gets bytes of its own.
uint64_t string_bytes(const Outputs& outputs) {
  uint64_t total = 0;
  for (const mortise_tensor_view_t& view : outputs.views) {
    if (view.dtype != MORTISE_DTYPE_STRING) continue;
    const auto* elements = static_cast<const mortise_string_t*>(view.data);
    for (uint64_t i = 0; i < view.byte_size / sizeof(mortise_string_t); ++i)
      total += elements[i].size;
  }
  return total;
}

// Takes over the memory of output `index`, except that of strings: their bytes are copied.
Result<graph::ConstantRef> make_constant(Outputs& outputs, size_t index) {
  const mortise_tensor_view_t& view = outputs.views[index];
  if (view.dtype == MORTISE_DTYPE_STRING) return graph::Constant::copy(view);
  MORTISE_ASSIGN(auto constant,
                 graph::Constant::lend(view, &std::free, outputs.memory[index].get()));
  (void)outputs.memory[index].release();
  return constant;
}

Status allocate_outputs(Outputs& outputs) {
  for (size_t i = 0; i < outputs.views.size(); ++i) {
    if (outputs.pointers[i] == nullptr) continue;
    outputs.memory[i] = allocate(outputs.views[i].byte_size);
    if (outputs.memory[i] == nullptr) return out_of_memory("no memory to fold a constant");
    outputs.views[i].data = outputs.memory[i].get();
  }
  return {};
}

}  // namespace

uint64_t fold_budget(const graph::Graph& graph, bool large) {
  if (!large) return kShapeArithmetic;
  std::set<const graph::Constant*> constants;
  for (const graph::NodeId id : graph.order()) {
    for (const graph::ValueId input : graph.node(id)->inputs) {
      if (input != graph::kNone) constants.insert(graph.value(input)->constant.get());
    }
  }
  constants.erase(nullptr);
  uint64_t size = 0;
  for (const graph::Constant* constant : constants) size += constant->view().byte_size;
  return kFreeBudget + kMostGrowth * size;
}

Result<std::optional<std::vector<graph::ConstantRef>>> fold(const graph::Graph& graph,
                                                            graph::NodeId id, host::Host& host,
                                                            uint64_t& budget) {
  using Folded = std::optional<std::vector<graph::ConstantRef>>;
  const graph::Node& node = *graph.node(id);
  std::vector<const mortise_tensor_view_t*> inputs;
  uint64_t input_size = 0;
  for (const graph::ValueId input : node.inputs) {
    inputs.push_back(input == graph::kNone ? nullptr : &graph.value(input)->constant->view());
    if (inputs.back() == nullptr) continue;
    if (!foldable_dtype(inputs.back()->dtype)) return Folded();
    input_size += inputs.back()->byte_size;
  }
  Outputs outputs(node.outputs.size());
  MORTISE_ASSIGN(const std::optional<uint64_t> size, size_outputs(graph, node, outputs));
  if (!size.has_value() || *size > budget) return Folded();
  if (*size > kSmall && *size > kMostGrowth * input_size) return Folded();
  MORTISE_ASSIGN(const Kernel kernel, find_kernel(graph.abi_node(id), host));
  if (kernel.get() == nullptr) return Folded();
  MORTISE_TRY(allocate_outputs(outputs));
  const Memory workspace =
      allocate(kernel.get()->workspace_size, std::max(kAlignment, kernel.alignment()));
  if (workspace == nullptr) return Result<Folded>(out_of_memory("no memory to fold a constant"));

  mortise_launch_t launch{};
  launch.struct_size = sizeof(launch);
  launch.input_count = inputs.size();
  launch.inputs = inputs.data();
  launch.output_count = outputs.pointers.size();
  launch.outputs = outputs.pointers.data();
  launch.workspace = workspace.get();
  StringMemory strings(host.table(), kLargest);
  launch.strings = strings.abi();
  MORTISE_TRY(Status(kernel.get()->launch(kernel.get(), &launch)));
  const uint64_t string_size = string_bytes(outputs);
  if (string_size > kMostStringBytes) return Folded();

  std::vector<graph::ConstantRef> constants(outputs.views.size());
  for (size_t i = 0; i < outputs.views.size(); ++i) {
    if (outputs.pointers[i] == nullptr) continue;
    MORTISE_ASSIGN(constants[i], make_constant(outputs, i));
  }
  budget -= std::min(budget, *size + string_size);
  return Folded(std::move(constants));
}

}  // namespace mortise::compile
