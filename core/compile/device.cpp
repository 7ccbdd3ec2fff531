#include "core/compile/device.hpp"

#include <cstring>
#include <utility>

namespace mortise::compile {
namespace {

Status check_description(const mortise_device_description_t& description, std::string_view kind) {
  const uint32_t portable = MORTISE_DEVICE_PORTABLE_KERNELS;
  const uint32_t needed = MORTISE_DEVICE_HOST_ADDRESSABLE | MORTISE_DEVICE_SYNCHRONOUS;
  if (to_view(description.kind) != kind) {
    return internal_error("device " + std::string(kind) + " describes itself as " +
                          to_string(description.kind));
  }
  const uint64_t alignment = description.alignment;
  if (alignment == 0 || (alignment & (alignment - 1)) != 0 || alignment > kLargestAlignment) {
    return internal_error("device " + std::string(kind) + ": alignment " +
                          std::to_string(alignment) + " is not a power of two up to " +
                          std::to_string(kLargestAlignment));
  }
  if (to_view(description.memory_space) == "host" &&
      (description.flags & MORTISE_DEVICE_HOST_ADDRESSABLE) == 0) {
    return internal_error("device " + std::string(kind) +
                          ": its memory space is `host`, so it must be host-addressable");
  }
  if ((description.flags & portable) != 0 && (description.flags & needed) != needed) {
    return internal_error(
        "device " + std::string(kind) +
        ": portable kernels need a synchronous device with host-addressable memory");
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<Device>> Device::open(host::Host& host, std::string_view kind,
                                             uint64_t index) {
  MORTISE_ASSIGN(const auto provider, host.find_device(kind, index));
  mortise_device_description_t description{};
  description.struct_size = sizeof(description);
  MORTISE_TRY(Status(provider.table->describe(provider.plugin, provider.index, &description))
                  .annotate(kind));
  MORTISE_TRY(check_description(description, kind));
  std::shared_ptr<Device> device(new Device);
  device->kind_ = kind;
  device->index_ = index;
  device->name_ = index == 0 ? std::string(kind) : std::string(kind) + ":" + std::to_string(index);
  device->memory_space_ = to_string(description.memory_space);
  // Without a name the space is the device's alone.
  if (device->memory_space_.empty()) device->memory_space_ = device->name_;
  device->fence_kind_ = to_string(description.fence_kind);
  device->flags_ = description.flags;
  device->alignment_ = description.alignment;
  device->table_ = provider.table;
  MORTISE_TRY(Status(provider.table->open(provider.plugin, provider.index, &device->handle_))
                  .annotate(kind));
  if (device->handle_ == nullptr)
    return internal_error("device " + device->name_ + " was opened without a handle");
  return device;
}

Device::~Device() {
  if (handle_ != nullptr) table_->close(handle_);
}

Result<DeviceMemory> DeviceMemory::create(std::shared_ptr<Device> device, uint64_t size) {
  DeviceMemory memory;
  MORTISE_TRY(
      Status(device->table().buffer_create(device->handle(), size, &memory.buffer_, &memory.data_))
          .annotate(device->name()));
  if (memory.buffer_ == nullptr) return internal_error(device->name() + " made no buffer");
  memory.device_ = std::move(device);
  memory.size_ = size;
  return memory;
}

DeviceMemory::DeviceMemory(DeviceMemory&& other) noexcept
    : device_(std::move(other.device_)),
      buffer_(std::exchange(other.buffer_, nullptr)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

DeviceMemory& DeviceMemory::operator=(DeviceMemory&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(buffer_, other.buffer_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

DeviceMemory::~DeviceMemory() {
  if (buffer_ != nullptr) device_->table().buffer_release(device_->handle(), buffer_);
}

Status DeviceMemory::map(uint64_t size, uint32_t flags, void*& out_mapped) const {
  MORTISE_TRY(
      Status(device_->table().buffer_map(device_->handle(), buffer_, 0, size, flags, &out_mapped))
          .annotate(device_->name()));
  if (out_mapped == nullptr) return internal_error(device_->name() + " mapped a buffer to nowhere");
  return {};
}

Status DeviceMemory::write(const void* host, uint64_t size) {
  if (size == 0) return {};
  void* mapped = nullptr;
  MORTISE_TRY(map(size, MORTISE_MAP_WRITE, mapped));
  std::memcpy(mapped, host, static_cast<size_t>(size));
  return Status(device_->table().buffer_unmap(device_->handle(), buffer_));
}

Status DeviceMemory::read(void* host, uint64_t size) const {
  if (size == 0) return {};
  void* mapped = nullptr;
  MORTISE_TRY(map(size, MORTISE_MAP_READ, mapped));
  std::memcpy(host, mapped, static_cast<size_t>(size));
  return Status(device_->table().buffer_unmap(device_->handle(), buffer_));
}

}  // namespace mortise::compile
