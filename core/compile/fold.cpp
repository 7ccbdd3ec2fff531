#include "core/compile/fold.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/base/dense_size.hpp"
#include "core/base/dtype.hpp"
#include "core/compile/program.hpp"

namespace mortise::compile {
namespace {

constexpr uint64_t kAlignment = 64;
constexpr uint64_t kLargest = uint64_t{1} << 30;  // results above a gibibyte are left to the run

struct Free {
  void operator()(void* memory) const { std::free(memory); }
};
using Memory = std::unique_ptr<void, Free>;

Memory allocate(uint64_t size, uint64_t alignment = kAlignment) {
  const uint64_t rounded = (size / alignment + 1) * alignment;
  return Memory(std::aligned_alloc(static_cast<size_t>(alignment), static_cast<size_t>(rounded)));
}

bool foldable_dtype(uint32_t dtype) {
  return dtype != MORTISE_DTYPE_STRING && dtype != MORTISE_DTYPE_UNDEFINED &&
         find_dtype(dtype) != nullptr;
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

// False when an output is of a kind that cannot be folded.
Result<bool> allocate_outputs(const graph::Graph& graph, const graph::Node& node,
                              Outputs& outputs) {
  for (size_t i = 0; i < node.outputs.size(); ++i) {
    if (node.outputs[i] == graph::kNone) continue;
    const graph::Type& type = graph.value(node.outputs[i])->type;
    if (!type.fully_known() || type.bounded_dims != 0 || !foldable_dtype(type.dtype)) return false;
    MORTISE_ASSIGN(const uint64_t size, dense_size(type.dtype, type.shape));
    if (size > kLargest) return false;
    outputs.memory[i] = allocate(size);
    if (outputs.memory[i] == nullptr)
      return Result<bool>(out_of_memory("no memory to fold a constant"));
    outputs.shapes[i] = type.shape;
    mortise_tensor_view_t& view = outputs.views[i];
    view.struct_size = sizeof(view);
    view.data = outputs.memory[i].get();
    view.byte_size = size;
    view.dtype = type.dtype;
    view.rank = static_cast<uint32_t>(type.shape.size());
    view.shape = outputs.shapes[i].data();
    outputs.pointers[i] = &view;
  }
  return true;
}

}  // namespace

Result<std::optional<std::vector<graph::ConstantRef>>> fold(const graph::Graph& graph,
                                                            graph::NodeId id, host::Host& host) {
  using Folded = std::optional<std::vector<graph::ConstantRef>>;
  const graph::Node& node = *graph.node(id);
  std::vector<const mortise_tensor_view_t*> inputs;
  for (const graph::ValueId input : node.inputs) {
    inputs.push_back(input == graph::kNone ? nullptr : &graph.value(input)->constant->view());
    if (inputs.back() != nullptr && !foldable_dtype(inputs.back()->dtype)) return Folded();
  }
  Outputs outputs(node.outputs.size());
  MORTISE_ASSIGN(const bool possible, allocate_outputs(graph, node, outputs));
  if (!possible) return Folded();
  MORTISE_ASSIGN(const Kernel kernel, find_kernel(graph.abi_node(id), host));
  if (kernel.get() == nullptr) return Folded();
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
  MORTISE_TRY(Status(kernel.get()->launch(kernel.get(), &launch)));

  std::vector<graph::ConstantRef> constants(outputs.views.size());
  for (size_t i = 0; i < outputs.views.size(); ++i) {
    if (outputs.pointers[i] == nullptr) continue;
    MORTISE_ASSIGN(constants[i],
                   graph::Constant::lend(outputs.views[i], &std::free, outputs.memory[i].get()));
    (void)outputs.memory[i].release();
  }
  return Folded(std::move(constants));
}

}  // namespace mortise::compile
