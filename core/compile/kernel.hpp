// A kernel that a device or an operator plugin made, checked and owned.
#pragma once

#include <mortise/abi/device.h>

#include <memory>

#include "core/compile/device.hpp"

namespace mortise::compile {

/// Shared by its copies; keeps its device open.
class Kernel {
 public:
  /// Without a kernel: a copy, or nothing.
  Kernel() = default;
  /// Takes ownership of what a provider made; refuses what cannot be launched. `device` may be null.
  static Result<Kernel> take(mortise_kernel_t* made, std::shared_ptr<Device> device);

  const mortise_kernel_t* get() const { return kernel_.get(); }
  /// Of the workspace; at least 1.
  uint64_t alignment() const {
    return kernel_->workspace_alignment == 0 ? 1 : kernel_->workspace_alignment;
  }
  /// Launches do not look at the content of constant input `input`.
  bool takes(size_t input) const;

 private:
  std::shared_ptr<Device> device_;  // before kernel_: the kernel goes first
  std::shared_ptr<mortise_kernel_t> kernel_;
};

}  // namespace mortise::compile
