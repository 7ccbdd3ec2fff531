// For tests: the first OpenCL device of the machine, and bytes that come and go.
#pragma once

#include <memory>
#include <vector>

#include "backends/opencl/device.hpp"

namespace mortise::opencl::testing {

using Bytes = std::vector<unsigned char>;

/// Opened once, because kernels are compiled for it.
inline Device& test_device() {
  static Device device(find_devices({}).front(), 0);
  return device;
}

inline mortise_fence_point_t point(sdk::Fence& fence, uint64_t value) {
  return {sdk::to_abi(&fence), value};
}

/// What an enqueue waits for and signals.
struct Ordering {
  std::vector<mortise_fence_point_t> waits, signals;

  const mortise_ordering_t* abi() {
    ordering_ = {sizeof(ordering_), waits.size(), waits.data(), signals.size(), signals.data()};
    return &ordering_;
  }

 private:
  mortise_ordering_t ordering_{};
};

inline std::unique_ptr<sdk::Buffer> make_buffer(Device& device, const Bytes& content) {
  auto buffer = device.create_buffer(content.size());
  void* mapped = device.map(*buffer, 0, content.size(), MORTISE_MAP_WRITE);
  std::copy(content.begin(), content.end(), static_cast<unsigned char*>(mapped));
  device.unmap(*buffer);
  return buffer;
}

inline Bytes content_of(Device& device, sdk::Buffer& buffer) {
  const auto* mapped =
      static_cast<const unsigned char*>(device.map(buffer, 0, buffer.size(), MORTISE_MAP_READ));
  Bytes bytes(mapped, mapped + buffer.size());
  device.unmap(buffer);
  return bytes;
}

}  // namespace mortise::opencl::testing
