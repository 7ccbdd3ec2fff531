#include "backends/cpu/kernels/registry.hpp"

namespace mortise::cpu {

const KernelEntry* find_kernel(const sdk::Node& node) {
  static constexpr KernelList (*kLists[])() = {
      conv_kernels,      conv_transpose_kernels, elementwise_kernels, matmul_kernels, move_kernels,
      normalise_kernels, pool_kernels,           reduce_kernels,      resize_kernels,
  };
  for (const auto& list : kLists) {
    for (const KernelEntry& entry : list()) {
      if (entry.op == node.op() && entry.domain == node.domain()) return &entry;
    }
  }
  return nullptr;
}

}  // namespace mortise::cpu
