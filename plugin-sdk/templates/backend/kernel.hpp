// Kernels: what runs a node. A launch enqueues the work on its stream and returns.
#pragma once

#include <mortise/sdk/kernel.hpp>

#include <string>

namespace acme {

class Device;

/// Empty when the device has a kernel for the node; else why not, and what would be supported.
std::string why_unsupported(const mortise::sdk::Node& node);

/// Requires: why_unsupported(node) is empty. The kernel borrows the device.
mortise_kernel_t* make_kernel(const mortise::sdk::Node& node, const Device& device);

}  // namespace acme
