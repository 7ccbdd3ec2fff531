// Which OpenCL devices this machine has.
#pragma once

#include <string>
#include <vector>

#include "backends/opencl/opencl.hpp"

namespace mortise::opencl {

/// A device, not opened, and what the backend asks about it before it is.
struct DeviceInfo {
  cl_platform_id platform = nullptr;
  cl_device_id id = nullptr;
  std::string name;        // "NAME (PLATFORM)"
  std::string fence_kind;  // "opencl/0": events are shared within one context only
  uint64_t memory_bytes = 0;
  uint64_t largest_buffer = 0;
  uint64_t alignment = 0;
  bool is_cpu = false;
  bool unified_memory = false;  // with the host
  bool exact_division = false;  // division and square root can be rounded correctly
};

/// What the user wants of the names of a platform and a device; empty: anything.
struct DeviceFilter {
  std::string platform, device;
};

/// All that fit, in the driver's order; accelerators of every kind count. Throws UNAVAILABLE, saying what to install or
/// what there is, when none does.
std::vector<DeviceInfo> find_devices(const DeviceFilter& filter);

}  // namespace mortise::opencl
