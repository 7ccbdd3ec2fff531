// The device's memory: buffers are cl_mem objects. Their addresses are handles, which lie in no process's address space:
// a host that reads through one faults at once. Kernels are given the buffer and an offset instead.
#pragma once

#include <mortise/sdk/device.hpp>

#include <memory>
#include <mutex>

#include "backends/opencl/driver.hpp"

namespace mortise::opencl {

/// What the buffers of one device may take, and which addresses they get. Any thread.
class Heap {
 public:
  /// `limit` and `alignment` in bytes.
  Heap(uint64_t limit, uint64_t alignment) : limit_(limit), alignment_(alignment) {}

  /// Throws OUT_OF_MEMORY, retryable, beyond the limit.
  void take(uint64_t size);
  void give_back(uint64_t size);
  void* next_address(uint64_t size);

 private:
  const uint64_t limit_;
  const uint64_t alignment_;
  std::mutex mutex_;
  uint64_t used_ = 0;
  uint64_t next_ = uint64_t{0xc1} << 56;
};

/// Borrows the driver.
class Buffer final : public sdk::Buffer {
 public:
  /// Of the device's memory.
  Buffer(const Driver& driver, std::shared_ptr<Heap> heap, uint64_t size);
  /// Of the host's memory, which must outlive it.
  Buffer(const Driver& driver, std::shared_ptr<Heap> heap, void* lent, uint64_t size);
  ~Buffer() override;

  void* address() const override { return address_; }
  uint64_t size() const override { return size_; }
  cl_mem memory() const { return memory_.get(); }
  /// Throws unless [offset, offset + size) lies inside.
  void check_range(uint64_t offset, uint64_t size) const;

  /// Finished on return. One mapping at a time.
  void* map(uint64_t offset, uint64_t size, uint32_t flags);
  void unmap();

 private:
  /// Ends the mapping, if there is one.
  void end_mapping();

  const Driver& driver_;
  std::shared_ptr<Heap> heap_;
  uint64_t size_;
  uint64_t taken_ = 0;  // from the heap
  Memory memory_;
  void* address_;
  std::mutex mutex_;
  bool is_mapped_ = false;
  void* mapped_ = nullptr;  // null while a mapping of no bytes lasts
};

}  // namespace mortise::opencl
