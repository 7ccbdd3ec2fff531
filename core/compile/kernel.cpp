#include "core/compile/kernel.hpp"

#include "core/base/struct_check.hpp"

namespace mortise::compile {
namespace {

// Far above any machine's memory, and low enough that sums of such sizes do not overflow.
constexpr uint64_t kLargestWorkspace = uint64_t{1} << 48;

}  // namespace

Result<Kernel> Kernel::take(mortise_kernel_t* made, std::shared_ptr<Device> device) {
  const std::string provider = device == nullptr ? "the operator's plugin" : device->name();
  Kernel kernel;
  kernel.device_ = std::move(device);
  if (made == nullptr) return internal_error(provider + " made no kernel");
  // A shorter struct may have no `release`: better leaked than called.
  if (made->struct_size >= sizeof(*made)) {
    kernel.kernel_.reset(made, [](mortise_kernel_t* dead) {
      if (dead->release != nullptr) dead->release(dead);
    });
  }
  MORTISE_TRY(check_struct(*made, provider + " made a kernel that cannot be used"));
  if (made->launch == nullptr || made->release == nullptr)
    return internal_error(provider + " made a kernel without launch or release");
  if (made->workspace_size > kLargestWorkspace) {
    return internal_error(provider + " made a kernel that wants a workspace of " +
                          std::to_string(made->workspace_size) + " bytes");
  }
  const uint64_t alignment = kernel.alignment();
  if ((alignment & (alignment - 1)) != 0 || alignment > kLargestAlignment) {
    return internal_error(provider + " made a kernel that wants a workspace aligned to " +
                          std::to_string(alignment) + " bytes, not a power of two up to " +
                          std::to_string(kLargestAlignment));
  }
  return kernel;
}

bool Kernel::takes(size_t input) const {
  return input < 64 && (kernel_->taken_inputs >> input & 1) != 0;
}

}  // namespace mortise::compile
