// What the backend has kernels for: every kernel file contributes a list.
#pragma once

#include <mortise/sdk/kernel.hpp>

#include <span>
#include <string_view>

#include "backends/cpu/denormals.hpp"

namespace mortise::cpu {

/// Operators that only this backend's own optimisation makes.
inline constexpr std::string_view kPrivateDomain = "mortise.cpu";

struct KernelEntry {
  std::string_view domain, op;
  /// Throws UNSUPPORTED, with the reason, when the kernel cannot serve the node.
  void (*check)(const sdk::Node& node);
  mortise_kernel_t* (*create)(const sdk::Node& node, const sdk::KernelContext& context);
  bool ranged;

  bool serves(const sdk::Node& node) const;
};

/// A kernel class as sdk::make_kernel wants it, with a static `check(node)`.
template <class T>
constexpr KernelEntry kernel_entry(std::string_view op, std::string_view domain = "") {
  return {domain, op, &T::check, &sdk::make_kernel<T>,
          (sdk::detail::kKernelFlags<T> & MORTISE_KERNEL_RANGED) != 0};
}
/// The same for one that takes denormal numbers as zero.
template <class T>
constexpr KernelEntry flushing_entry(std::string_view op, std::string_view domain = "") {
  return {domain, op, &T::check, &make_flushing_kernel<T>,
          (sdk::detail::kKernelFlags<T> & MORTISE_KERNEL_RANGED) != 0};
}

using KernelList = std::span<const KernelEntry>;

KernelList attention_kernels();
KernelList conv_kernels();
KernelList conv_transpose_kernels();
KernelList elementwise_kernels();
KernelList matmul_kernels();
KernelList move_kernels();
KernelList normalise_kernels();
KernelList packed_conv_kernels();
KernelList packed_matmul_kernels();
KernelList pool_kernels();
KernelList recurrent_kernels();
KernelList reduce_kernels();
KernelList resize_kernels();

/// Null when there is none.
const KernelEntry* find_kernel(const sdk::Node& node);

}  // namespace mortise::cpu
