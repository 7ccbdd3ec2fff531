#include "tests/plugins/simulated/kernel.hpp"

#include <vector>

#include "tests/plugins/simulated/compute.hpp"
#include "tests/plugins/simulated/device.hpp"
#include "tests/plugins/simulated/reversed_layout.hpp"

namespace mortise::tests::simulated {
namespace {

struct Entry {
  std::string_view domain, op;
  Compute compute;
  bool workspace;
};

constexpr Entry kKernels[] = {
    {"", "Add", &compute_add, false},
    {"", "Mul", &compute_mul, false},
    {"", "Relu", &compute_relu, false},
    {"", "MatMul", &compute_mat_mul, false},
    {"", "Softmax", &compute_softmax, true},
    {"", "NonZero", &compute_non_zero, false},
    {kPrivateDomain, "Reverse", &compute_reverse, false},
    {kPrivateDomain, "ReversedRelu", &compute_relu, false},
    {kPrivateDomain, "Unreverse", &compute_unreverse, false},
};

const Entry* find_entry(const sdk::Node& node) {
  for (const Entry& entry : kKernels) {
    if (entry.domain == node.domain() && entry.op == node.op()) return &entry;
  }
  return nullptr;
}

// A launch's tensors as they were when it was enqueued, with addresses that the host can use.
struct Operands {
  std::vector<Operand> inputs, outputs;

  static std::vector<Operand> copy(mortise_tensor_view_t* const* views, uint64_t count) {
    std::vector<Operand> operands;
    for (uint64_t i = 0; i < count; ++i) {
      Operand operand;
      operand.view = *views[i];
      operand.shape.assign(views[i]->shape, views[i]->shape + views[i]->rank);
      operand.true_shape = views[i]->shape;
      operands.push_back(std::move(operand));
    }
    return operands;
  }
  void resolve(const SimulatedDevice& device) {
    for (Operand& operand : inputs) operand.data = device.resolve(operand.view);
    for (Operand& operand : outputs) operand.data = device.resolve(operand.view);
  }
};

struct SimulatedKernel : mortise_kernel_t {
  SimulatedKernel(const sdk::Node& node, const Entry& entry, const SimulatedDevice& owner)
      : mortise_kernel_t{}, compute(entry.compute), device(owner) {
    struct_size = sizeof(mortise_kernel_t);
    flags = MORTISE_KERNEL_RANGED;
    if (entry.workspace)
      workspace_size = static_cast<uint64_t>(sdk::element_count(node.shape(0))) * sizeof(float);
    launch = [](const mortise_kernel_t* self, const mortise_launch_t* arguments) {
      return sdk::guard([&] { static_cast<const SimulatedKernel*>(self)->enqueue(arguments); });
    };
    release = [](mortise_kernel_t* self) { delete static_cast<SimulatedKernel*>(self); };
  }

  void enqueue(const mortise_launch_t* arguments) const {
    sdk::check_launch(arguments);
    sdk::check_dense(arguments, false, "simulated");
    Operands operands;
    operands.inputs = Operands::copy(const_cast<mortise_tensor_view_t* const*>(arguments->inputs),
                                     arguments->input_count);
    operands.outputs = Operands::copy(arguments->outputs, arguments->output_count);
    void* workspace = arguments->workspace;
    auto& stream =
        static_cast<sdk::WorkStream&>(*reinterpret_cast<sdk::Stream*>(arguments->stream));
    stream.enqueue(arguments->ordering, [this, operands, workspace]() mutable {
      device.count_launch();
      operands.resolve(device);
      void* scratch = workspace == nullptr ? nullptr : device.resolve(workspace, workspace_size);
      compute(operands.inputs, operands.outputs, static_cast<float*>(scratch));
    });
  }

  Compute compute;
  const SimulatedDevice& device;
};

}  // namespace

std::string why_unsupported(const sdk::Node& node) {
  const Entry* entry = find_entry(node);
  if (entry == nullptr) return sdk::message("the simulated device has no kernel for ", node.op());
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (node.dtype(i) != MORTISE_DTYPE_FLOAT32)
      return sdk::message("input ", i, " is ", sdk::dtype_name(node.dtype(i)),
                          "; only float32 is supported");
  }
  if (node.op() == "MatMul" && (node.rank(0) != 2 || node.rank(1) != 2))
    return "MatMul is supported for matrices only";
  if (node.op() == "Softmax") {
    const int64_t axis = node.attr_int("axis", -1);
    if (axis != -1 && axis != node.rank(0) - 1) return "Softmax is supported on the last axis only";
  }
  return {};
}

mortise_kernel_t* make_simulated_kernel(const sdk::Node& node, const SimulatedDevice& device) {
  return new SimulatedKernel(node, *find_entry(node), device);
}

}  // namespace mortise::tests::simulated
