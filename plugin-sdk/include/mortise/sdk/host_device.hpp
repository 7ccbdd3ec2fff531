// A device whose memory is the host's and whose work is done, on the calling thread, when an enqueue returns. What is
// left to write: query and create_kernel, and optimise where there is something to gain.
#ifndef MORTISE_SDK_HOST_DEVICE_HPP_
#define MORTISE_SDK_HOST_DEVICE_HPP_

#include <mortise/sdk/deadline.hpp>
#include <mortise/sdk/device.hpp>

#include <cstring>

namespace mortise::sdk {

/// Buffers of host devices are aligned to this.
inline constexpr uint64_t kHostAlignment = 64;

/// The description of a host device; the strings must be literals. With `portable_kernels` the
/// device also runs the "*" kernels of operator plugins.
inline mortise_device_description_t host_device_description(std::string_view kind,
                                                            std::string_view name,
                                                            bool portable_kernels = false) {
  mortise_device_description_t description{};
  description.struct_size = sizeof(description);
  description.kind = to_abi(kind);
  description.name = to_abi(name);
  description.memory_space = to_abi("host");
  description.fence_kind = to_abi(kind);
  description.flags = MORTISE_DEVICE_HOST_ADDRESSABLE | MORTISE_DEVICE_SYNCHRONOUS;
  if (portable_kernels) description.flags |= MORTISE_DEVICE_PORTABLE_KERNELS;
  description.alignment = kHostAlignment;
  return description;
}

/// Memory of the host's allocator, or lent by the caller.
class HostBuffer final : public Buffer {
 public:
  HostBuffer(const mortise_host_t* host, uint64_t size) : size_(size) {
    owned_.emplace(host, size == 0 ? 1 : size, kHostAlignment);
    address_ = owned_->data();
  }
  HostBuffer(void* lent, uint64_t size) : address_(lent), size_(size) {}
  void* address() const override { return address_; }
  uint64_t size() const override { return size_; }

 private:
  std::optional<HostMemory> owned_;
  void* address_;
  uint64_t size_;
};

class HostFence final : public Fence {
 public:
  uint64_t query() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return value_;
  }
  void wait(uint64_t value, int64_t timeout_nanoseconds) override {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto reached = [&] { return value_ >= value; };
    if (!wait_until(changed_, lock, timeout_nanoseconds, reached)) {
      fail(MORTISE_STATUS_DEADLINE_EXCEEDED, "the fence did not reach ", value, " in ",
           timeout_nanoseconds, " ns; it is at ", value_);
    }
  }
  void signal(uint64_t value) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (value < value_) {
      invalid("a fence only grows: it is at ", value_, " and cannot be set to ", value);
    }
    value_ = value;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t value_ = 0;
};

class HostDevice : public Device {
 public:
  explicit HostDevice(const mortise_host_t* host) : host_(host) {}
  const mortise_host_t* host() const { return host_; }
  KernelContext kernel_context() { return {host_, abi()}; }

  std::unique_ptr<Buffer> create_buffer(uint64_t size) override {
    return std::make_unique<HostBuffer>(host_, size);
  }
  std::unique_ptr<Buffer> import_buffer(void* memory, uint64_t size) override {
    return std::make_unique<HostBuffer>(memory, size);
  }
  void* map(Buffer& buffer, uint64_t offset, uint64_t size, uint32_t) override {
    return at({&buffer, nullptr, offset}, size);
  }
  void unmap(Buffer&) override {}

  std::unique_ptr<Stream> create_stream() override { return std::make_unique<Stream>(); }
  void copy(Stream&, const CopyEnd& source, const CopyEnd& destination, uint64_t size,
            const mortise_ordering_t* ordering) override {
    check_waits(ordering);
    if (size != 0) std::memmove(at(destination, size), at(source, size), size);
    signal(ordering);
  }
  void fill(Stream&, const CopyEnd& destination, uint8_t value, uint64_t size,
            const mortise_ordering_t* ordering) override {
    check_waits(ordering);
    if (size != 0) std::memset(at(destination, size), value, size);
    signal(ordering);
  }
  std::unique_ptr<Fence> create_fence() override { return std::make_unique<HostFence>(); }

 private:
  static char* at(const CopyEnd& end, uint64_t size) {
    if (end.buffer == nullptr) return static_cast<char*>(end.data) + end.offset;
    const uint64_t limit = end.buffer->size();
    if (end.offset > limit || size > limit - end.offset) {
      invalid("bytes ", end.offset, " to ", end.offset + size, " lie outside a buffer of ", limit);
    }
    return static_cast<char*>(end.buffer->address()) + end.offset;
  }
  // What is enqueued is done here, so that a value which is not reached is one that nobody has enqueued.
  static void check_waits(const mortise_ordering_t* ordering) {
    if (ordering == nullptr) return;
    for (uint64_t i = 0; i < ordering->wait_count; ++i) {
      const mortise_fence_point_t& wait = ordering->waits[i];
      const uint64_t reached = from_abi(wait.fence).query();
      if (reached < wait.value)
        invalid("a wait for ", wait.value, ", which nobody has enqueued: the fence is at ",
                reached);
    }
  }
  static void signal(const mortise_ordering_t* ordering) {
    if (ordering == nullptr) return;
    for (uint64_t i = 0; i < ordering->signal_count; ++i) {
      from_abi(ordering->signals[i].fence).signal(ordering->signals[i].value);
    }
  }

  const mortise_host_t* host_;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_HOST_DEVICE_HPP_
