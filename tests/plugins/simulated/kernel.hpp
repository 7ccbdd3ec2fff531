// Kernels of simulated devices: a launch enqueues the computation on the stream and returns.
#pragma once

#include <mortise/sdk/kernel.hpp>

#include <string>

namespace mortise::tests::simulated {

class SimulatedDevice;

/// Empty when the device has a kernel for the node.
std::string why_unsupported(const sdk::Node& node);

/// Requires: why_unsupported(node) is empty. The kernel borrows the device.
mortise_kernel_t* make_simulated_kernel(const sdk::Node& node, const SimulatedDevice& device);

}  // namespace mortise::tests::simulated
