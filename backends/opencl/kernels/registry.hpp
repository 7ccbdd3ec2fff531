// What the backend has kernels for: every kernel file contributes a list.
#pragma once

#include "backends/opencl/kernels/operation.hpp"

namespace mortise::opencl {

struct KernelEntry {
  std::string_view op;
  /// Throws UNSUPPORTED, with the reason, when the kernel cannot serve the node.
  void (*check)(const sdk::Node& node);
  std::unique_ptr<Operation> (*create)(const sdk::Node& node, Driver& driver);
  bool ranged;
};

/// An operation class as operation.hpp describes it.
template <class T>
constexpr KernelEntry kernel_entry(std::string_view op) {
  return {op, &T::check,
          [](const sdk::Node& node, Driver& driver) -> std::unique_ptr<Operation> {
            return std::make_unique<T>(node, driver);
          },
          T::kRanged};
}

using KernelList = sdk::Span<const KernelEntry>;
template <size_t N>
KernelList kernel_list(const KernelEntry (&entries)[N]) {
  return {entries, N};
}

KernelList binary_kernels();
KernelList conv_kernels();
KernelList conv_transpose_kernels();
KernelList matmul_kernels();
KernelList move_kernels();
KernelList normalise_kernels();
KernelList pool_kernels();
KernelList reduce_kernels();
KernelList resize_kernels();
KernelList softmax_kernels();
KernelList unary_kernels();

/// Throws UNSUPPORTED when there is none.
const KernelEntry& find_kernel(const sdk::Node& node);

/// Requires: entry.check(node) passes. The kernel borrows the driver.
mortise_kernel_t* make_kernel(const sdk::Node& node, const KernelEntry& entry, Driver& driver);

}  // namespace mortise::opencl
