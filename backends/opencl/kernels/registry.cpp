#include "backends/opencl/kernels/registry.hpp"

#include "backends/opencl/buffer.hpp"
#include "backends/opencl/stream.hpp"

namespace mortise::opencl {
namespace {

constexpr KernelList (*kLists[])() = {
    binary_kernels, conv_kernels,      conv_transpose_kernels, matmul_kernels,
    move_kernels,   normalise_kernels, pool_kernels,           reduce_kernels,
    resize_kernels, softmax_kernels,   unary_kernels,
};

bool is_dense(const mortise_tensor_view_t& view) {
  if (view.strides == nullptr) return true;
  int64_t stride = 1;
  for (uint32_t i = view.rank; i-- > 0;) {
    if (view.shape[i] != 1 && view.strides[i] != stride) return false;
    stride *= view.shape[i];
  }
  return true;
}

/// `what` is "input " or "output ".
void check_view(const mortise_tensor_view_t& view, const char* what, uint64_t index) {
  sdk::check_struct(&view, "mortise_tensor_view_t");
  if (view.layout != nullptr || !is_dense(view))
    sdk::unsupported(what, index, " is not dense and in row-major order, as these kernels need it");
  if (view.byte_size == 0) return;
  if (view.buffer == nullptr)
    sdk::invalid(what, index, " has no buffer: it does not lie in the device's memory");
  static_cast<const Buffer&>(*reinterpret_cast<sdk::Buffer*>(view.buffer))
      .check_range(view.byte_offset, view.byte_size);
  if (view.byte_offset * 8 % sdk::dtype_bits(view.dtype) != 0)
    sdk::invalid(what, index, " starts at byte ", view.byte_offset, ", within an element");
}

void check_launch(const mortise_launch_t* launch) {
  sdk::check_struct(launch, "mortise_launch_t");
  for (uint64_t i = 0; i < launch->input_count; ++i) {
    if (launch->inputs[i] != nullptr) check_view(*launch->inputs[i], "input ", i);
  }
  for (uint64_t i = 0; i < launch->output_count; ++i) {
    if (launch->outputs[i] != nullptr) check_view(*launch->outputs[i], "output ", i);
  }
  if (launch->ordering != nullptr) sdk::check_struct(launch->ordering, "mortise_ordering_t");
}

struct Kernel : mortise_kernel_t {
  Kernel(const sdk::Node& node, const KernelEntry& entry, Driver& driver)
      : mortise_kernel_t{}, label(node.label()), operation(entry.create(node, driver)) {
    struct_size = sizeof(mortise_kernel_t);
    flags = entry.ranged ? MORTISE_KERNEL_RANGED : 0;
    launch = [](const mortise_kernel_t* self, const mortise_launch_t* arguments) {
      return sdk::guard([&] { static_cast<const Kernel*>(self)->enqueue(arguments); });
    };
    release = [](mortise_kernel_t* self) { delete static_cast<Kernel*>(self); };
  }

  void enqueue(const mortise_launch_t* arguments) const {
    try {
      check_launch(arguments);
      auto& stream = static_cast<Stream&>(*reinterpret_cast<sdk::Stream*>(arguments->stream));
      stream.enqueue(arguments->ordering, [&](Commands& commands) {
        operation->enqueue(sdk::Launch(arguments), commands);
      });
    } catch (const sdk::Error& error) {
      throw sdk::Error(error.code(), sdk::message(label, ": ", error.text()), error.flags());
    }
  }

  std::string label;
  std::unique_ptr<Operation> operation;
};

}  // namespace

const KernelEntry& find_kernel(const sdk::Node& node) {
  for (const auto& list : kLists) {
    for (const KernelEntry& entry : list()) {
      if (node.domain().empty() && entry.op == node.op()) return entry;
    }
  }
  sdk::unsupported("the opencl backend has no kernel for ", node.domain(),
                   node.domain().empty() ? "" : "::", node.op());
}

mortise_kernel_t* make_kernel(const sdk::Node& node, const KernelEntry& entry, Driver& driver) {
  return new Kernel(node, entry, driver);
}

}  // namespace mortise::opencl
