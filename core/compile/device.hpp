// An opened device: the provider's table and handle with C++ manners.
#pragma once

#include <mortise/abi/device.h>

#include <memory>
#include <string>

#include "core/base/status.hpp"
#include "core/host/host.hpp"

namespace mortise::compile {

/// Of a buffer, and of a kernel's workspace: a large page.
inline constexpr uint64_t kLargestAlignment = uint64_t{1} << 21;

/// Immutable after open; any thread. Closed when the last reference is gone.
class Device {
 public:
  static Result<std::shared_ptr<Device>> open(host::Host& host, std::string_view kind,
                                              uint64_t index);
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  const std::string& kind() const { return kind_; }
  /// Among the devices of its kind.
  uint64_t index() const { return index_; }
  const std::string& memory_space() const { return memory_space_; }
  const std::string& fence_kind() const { return fence_kind_; }
  /// "cpu", or "cuda:1" for every device but a kind's first.
  const std::string& name() const { return name_; }
  uint64_t alignment() const { return alignment_; }
  /// Its tensors are plain host memory.
  bool in_host_memory() const { return memory_space_ == "host"; }
  bool synchronous() const { return (flags_ & MORTISE_DEVICE_SYNCHRONOUS) != 0; }
  bool runs_portable_kernels() const { return (flags_ & MORTISE_DEVICE_PORTABLE_KERNELS) != 0; }
  const mortise_device_interface_t& table() const { return *table_; }
  mortise_device_t* handle() const { return handle_; }

 private:
  Device() = default;

  std::string kind_, name_, memory_space_, fence_kind_;
  uint64_t index_ = 0;
  uint32_t flags_ = 0;
  uint64_t alignment_ = 64;
  const mortise_device_interface_t* table_ = nullptr;
  mortise_device_t* handle_ = nullptr;
};

/// Memory of a device that is not host memory, freed with its owner.
class DeviceMemory {
 public:
  DeviceMemory() = default;
  static Result<DeviceMemory> create(std::shared_ptr<Device> device, uint64_t size);
  DeviceMemory(DeviceMemory&& other) noexcept;
  DeviceMemory& operator=(DeviceMemory&& other) noexcept;
  ~DeviceMemory();
  const std::shared_ptr<Device>& device() const { return device_; }
  mortise_buffer_t* buffer() const { return buffer_; }
  void* data() const { return data_; }
  uint64_t size() const { return size_; }
  /// Host access through map; blocks.
  Status write(const void* host, uint64_t size);
  Status read(void* host, uint64_t size) const;

 private:
  Status map(uint64_t size, uint32_t flags, void*& out_mapped) const;

  std::shared_ptr<Device> device_;
  mortise_buffer_t* buffer_ = nullptr;
  void* data_ = nullptr;
  uint64_t size_ = 0;
};

}  // namespace mortise::compile
