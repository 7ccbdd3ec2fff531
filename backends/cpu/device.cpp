#include "backends/cpu/device.hpp"

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/optimise.hpp"

namespace mortise::cpu {

sdk::Support Device::query(const sdk::Node& node) {
  const KernelEntry* entry = find_kernel(node);
  if (entry == nullptr) {
    return sdk::Support::no(sdk::message("the cpu backend has no kernel of its own for ",
                                         node.domain(),
                                         node.domain().empty() ? "" : "::", node.op()));
  }
  entry->check(node);
  return sdk::Support::yes(entry->ranged);
}

void Device::optimise(sdk::GraphReader& reader, sdk::Builder& builder) {
  cpu::optimise(reader, builder, options_);
}

mortise_kernel_t* Device::create_kernel(const sdk::Node& node) {
  const KernelEntry* entry = find_kernel(node);
  if (entry == nullptr) {
    sdk::unsupported("the cpu backend has no kernel of its own for ", node.domain(),
                     "::", node.op());
  }
  entry->check(node);
  return entry->create(node, kernel_context());
}

}  // namespace mortise::cpu
