// Runs a kernel of the device under test on host tensors: moves them in and out, and watches every byte around them.
#pragma once

#include <map>

#include "plugin-sdk/conform/arrangement.hpp"
#include "plugin-sdk/conform/device.hpp"
#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {

/// A kernel of the device, released with this object. Throws Failure when it breaks a rule of device.h.
class Kernel {
 public:
  Kernel(Device& device, const mortise_node_t& node);
  Kernel(const Kernel&) = delete;
  Kernel& operator=(const Kernel&) = delete;
  ~Kernel() { kernel_->release(kernel_); }
  const mortise_kernel_t& get() const { return *kernel_; }
  /// Launches do not look at the content of input `input`.
  bool takes(size_t input) const { return input < 64 && (kernel_->taken_inputs >> input & 1) != 0; }
  bool ranged() const { return (kernel_->flags & MORTISE_KERNEL_RANGED) != 0; }

 private:
  mortise_kernel_t* kernel_ = nullptr;
};

struct LaunchOptions {
  /// Output `second` gets the memory of input `first`.
  std::vector<std::pair<size_t, size_t>> in_place;
  /// Those that do not lie in dense order.
  std::map<size_t, Arrangement> inputs, outputs;
};

/// All tensors lie in one arena at random offsets, as the core's plans place them, between bytes that must not change; inputs
/// must not change either. `outputs` have dtypes and shapes; an empty HostTensor is an output that is not wanted. Returns them
/// with contents, and with the extents that the kernel wrote. Throws Failure.
std::vector<HostTensor> launch(Device& device, Queue& queue, const Kernel& kernel, Random& random,
                               const std::vector<HostTensor>& inputs,
                               std::vector<HostTensor> outputs, const LaunchOptions& options = {});

/// The same for a launch that the kernel may refuse: its status, when it was enqueued or arrived on the fence. `outputs` are
/// written on success only.
Status try_launch(Device& device, Queue& queue, const Kernel& kernel, Random& random,
                  const std::vector<HostTensor>& inputs, std::vector<HostTensor>& outputs,
                  const LaunchOptions& options = {});

}  // namespace mortise::conform
