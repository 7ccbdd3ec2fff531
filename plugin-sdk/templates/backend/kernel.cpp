#include "kernel.hpp"

#include <vector>

#include "device.hpp"
#include "operators.hpp"

namespace acme {
namespace {

namespace sdk = mortise::sdk;

// A launch lends its tensors only until it returns, so the work that is enqueued takes copies of their shapes and
// addresses. REPLACE: a launch of the driver's copies its arguments itself.
std::vector<Operand> copies_of(const mortise_tensor_view_t* const* views, uint64_t count) {
  std::vector<Operand> operands;
  for (uint64_t i = 0; i < count; ++i) {
    const mortise_tensor_view_t& view = *views[i];
    operands.push_back({{view.shape, view.shape + view.rank}, view.data, view.byte_size, nullptr});
  }
  return operands;
}

void resolve(const Device& device, std::vector<Operand>& operands) {
  for (Operand& operand : operands) {
    operand.data = reinterpret_cast<float*>(device.resolve(operand.address, operand.byte_size));
  }
}

struct Kernel : mortise_kernel_t {
  Kernel(Compute function, const Device& owner)
      : mortise_kernel_t{}, compute(function), device(owner) {
    struct_size = sizeof(mortise_kernel_t);
    flags = MORTISE_KERNEL_RANGED;  // it takes extents from the launch, not from the node
    launch = [](const mortise_kernel_t* self, const mortise_launch_t* arguments) {
      return sdk::guard([&] { static_cast<const Kernel*>(self)->enqueue(arguments); });
    };
    release = [](mortise_kernel_t* self) { delete static_cast<Kernel*>(self); };
  }

  void enqueue(const mortise_launch_t* arguments) const {
    sdk::check_launch(arguments);
    sdk::check_dense(arguments);
    auto inputs = copies_of(arguments->inputs, arguments->input_count);
    auto outputs = copies_of(arguments->outputs, arguments->output_count);
    auto& stream =
        static_cast<sdk::WorkStream&>(*reinterpret_cast<sdk::Stream*>(arguments->stream));
    stream.enqueue(arguments->ordering, [this, inputs, outputs]() mutable {
      resolve(device, inputs);
      resolve(device, outputs);
      compute(inputs, outputs);
    });
  }

  Compute compute;
  const Device& device;
};

}  // namespace

std::string why_unsupported(const sdk::Node& node) {
  if (!node.domain().empty() || find_compute(node.op()) == nullptr)
    return sdk::message("acme has no kernel for ", node.op());
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (node.dtype(i) != MORTISE_DTYPE_FLOAT32) {
      return sdk::message("input ", i, " is ", sdk::dtype_name(node.dtype(i)),
                          "; only float32 is supported");
    }
  }
  if (node.op() == "MatMul" && (node.rank(0) != 2 || node.rank(1) != 2))
    return "MatMul is supported for matrices only";
  return {};
}

mortise_kernel_t* make_kernel(const sdk::Node& node, const Device& device) {
  return new Kernel(find_compute(node.op()), device);
}

}  // namespace acme
