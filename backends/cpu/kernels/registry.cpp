#include "backends/cpu/kernels/registry.hpp"

namespace mortise::cpu {

bool KernelEntry::serves(const sdk::Node& node) const {
  try {
    check(node);
    return true;
  } catch (const sdk::Error&) {
    return false;
  }
}

const KernelEntry* find_kernel(const sdk::Node& node) {
  static constexpr KernelList (*kLists[])() = {
      attention_kernels,   conv_kernels,   conv_transpose_kernels, elementwise_kernels,
      matmul_kernels,      move_kernels,   normalise_kernels,      pool_kernels,
      recurrent_kernels,   reduce_kernels, resize_kernels,         packed_matmul_kernels,
      packed_conv_kernels,
  };
  for (const auto& list : kLists) {
    for (const KernelEntry& entry : list()) {
      if (entry.op == node.op() && entry.domain == node.domain()) return &entry;
    }
  }
  return nullptr;
}

}  // namespace mortise::cpu
