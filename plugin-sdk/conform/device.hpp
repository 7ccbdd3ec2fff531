// The device under test, with C++ manners. Every call is written to the trace, every status checked. What is named `try_…`
// returns the status; the others turn one into a Failure. Threads as the ABI says of the calls behind them.
#pragma once

#include <mortise/abi/device.h>

#include <memory>
#include <string>
#include <vector>

#include "plugin-sdk/conform/status.hpp"
#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

class Device;

/// Memory of the device, released with this object.
class Buffer {
 public:
  Buffer() = default;
  Buffer(Device& device, mortise_buffer_t* handle, void* data, uint64_t size, std::string name)
      : device_(&device), handle_(handle), data_(data), size_(size), name_(std::move(name)) {}
  Buffer(Buffer&& other) noexcept { *this = std::move(other); }
  Buffer& operator=(Buffer&& other) noexcept;
  ~Buffer() { release(); }
  void release();

  mortise_buffer_t* get() const { return handle_; }
  void* data() const { return data_; }
  uint64_t size() const { return size_; }
  const std::string& name() const { return name_; }

 private:
  Device* device_ = nullptr;
  mortise_buffer_t* handle_ = nullptr;
  void* data_ = nullptr;
  uint64_t size_ = 0;
  std::string name_;
};

/// Requires: what was enqueued on it is done before anything that it uses is released.
class Stream {
 public:
  Stream(Device& device, mortise_stream_t* handle, std::string name)
      : device_(&device), handle_(handle), name_(std::move(name)) {}
  Stream(Stream&& other) noexcept
      : device_(other.device_),
        handle_(std::exchange(other.handle_, nullptr)),
        name_(std::move(other.name_)) {}
  Stream& operator=(Stream&&) = delete;
  ~Stream();
  mortise_stream_t* get() const { return handle_; }
  const std::string& name() const { return name_; }

 private:
  Device* device_;
  mortise_stream_t* handle_;
  std::string name_;
};

class Fence {
 public:
  Fence(Device& device, mortise_fence_t* handle, std::string name)
      : device_(&device), handle_(handle), name_(std::move(name)) {}
  Fence(Fence&& other) noexcept
      : device_(other.device_),
        handle_(std::exchange(other.handle_, nullptr)),
        name_(std::move(other.name_)) {}
  Fence& operator=(Fence&&) = delete;
  ~Fence();
  mortise_fence_t* get() const { return handle_; }
  const std::string& name() const { return name_; }

  Status try_query(uint64_t& out_value) const;
  Status try_wait(uint64_t value, int64_t timeout_nanoseconds) const;
  uint64_t query() const;
  /// Fails the test when the value is not reached in a quarter of a minute.
  void wait(uint64_t value) const;
  void signal(uint64_t value) const;
  Status try_signal(uint64_t value) const;

 private:
  Device* device_;
  mortise_fence_t* handle_;
  std::string name_;
};

/// One end of a copy: a buffer with an offset, or host memory.
struct End {
  End(const Buffer& buffer_in, uint64_t offset_in = 0) : buffer(&buffer_in), offset(offset_in) {}
  End(const void* host_in, uint64_t offset_in = 0)
      : host(const_cast<void*>(host_in)), offset(offset_in) {}
  mortise_copy_end_t abi() const {
    return {buffer != nullptr ? buffer->get() : nullptr, host, offset};
  }
  std::string text(Trace& trace) const;

  const Buffer* buffer = nullptr;
  void* host = nullptr;
  uint64_t offset = 0;
};

struct Point {
  const Fence* fence;
  uint64_t value;
};

/// What a piece of work waits for and signals.
struct Order {
  std::vector<Point> waits, signals;
  bool empty() const { return waits.empty() && signals.empty(); }
  std::string text() const;
};

/// The ordering in the ABI's form; borrows from the Order.
class AbiOrder {
 public:
  explicit AbiOrder(const Order& order);
  AbiOrder(const AbiOrder&) = delete;
  AbiOrder& operator=(const AbiOrder&) = delete;
  /// Null when there is nothing to order.
  const mortise_ordering_t* get() const { return empty_ ? nullptr : &abi_; }

 private:
  std::vector<mortise_fence_point_t> waits_, signals_;
  mortise_ordering_t abi_{};
  bool empty_;
};

class Device {
 public:
  /// Opens it. Throws Skip when it is not available, with the plugin's reason.
  Device(Environment& environment, const Instance& instance, uint64_t index = 0);
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;
  ~Device();

  const mortise_device_description_t& description() const { return description_; }
  const mortise_device_interface_t& table() const { return *table_; }
  mortise_device_t* get() const { return handle_; }
  Trace& trace() const { return trace_; }
  const std::string& name() const { return name_; }
  bool synchronous() const { return (description_.flags & MORTISE_DEVICE_SYNCHRONOUS) != 0; }
  bool host_addressable() const {
    return (description_.flags & MORTISE_DEVICE_HOST_ADDRESSABLE) != 0;
  }
  /// Its tensors are plain host memory: the core gives it no buffers.
  bool in_host_memory() const { return sdk::to_view(description_.memory_space) == "host"; }
  std::string kind() const { return std::string(sdk::to_view(description_.kind)); }

  Buffer buffer(uint64_t size);
  Status try_buffer(uint64_t size, Buffer& out);
  /// Throws Skip when the device does not import.
  Buffer import(void* host, uint64_t size);
  void* map(const Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags);
  Status try_map(const Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags, void*& out);
  void unmap(const Buffer& buffer);
  Stream stream();
  /// Throws Skip when the device is synchronous and has none.
  Fence fence();
  void copy(const Stream& stream, const End& from, const End& to, uint64_t size,
            const Order& order = {});
  Status try_copy(const Stream& stream, const End& from, const End& to, uint64_t size,
                  const Order& order = {});
  void fill(const Stream& stream, const End& to, uint8_t value, uint64_t size,
            const Order& order = {});
  Status try_fill(const Stream& stream, const End& to, uint8_t value, uint64_t size,
                  const Order& order = {});

 private:
  Trace& trace_;
  std::string name_;
  const mortise_device_interface_t* table_;
  mortise_device_t* handle_ = nullptr;
  mortise_device_description_t description_{};
};

/// A stream whose work is waited for: what a test uses to move data in and out.
class Queue {
 public:
  explicit Queue(Device& device);
  const Stream& stream() const { return stream_; }
  /// For the next piece of work: it signals the queue's fence.
  Order next();
  /// Until all that next() was asked for is done. Throws Failure with the device's error.
  void finish() const;
  Status try_finish() const;

  void write(const Buffer& buffer, uint64_t offset, const void* bytes, uint64_t size);
  std::vector<unsigned char> read(const Buffer& buffer, uint64_t offset, uint64_t size);
  void fill(const Buffer& buffer, uint64_t offset, uint8_t value, uint64_t size);

 private:
  Device& device_;
  std::unique_ptr<Fence> fence_;  // before the stream: the stream's work signals it
  Stream stream_;
  uint64_t value_ = 0;
};

}  // namespace mortise::conform
