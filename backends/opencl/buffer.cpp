#include "backends/opencl/buffer.hpp"

#include <algorithm>

#include "backends/opencl/error.hpp"

namespace mortise::opencl {
namespace {

// OpenCL has no buffers without bytes.
uint64_t storage_size(uint64_t size) { return std::max<uint64_t>(size, 1); }

cl_map_flags map_flags(uint32_t flags) {
  if (flags == 0 || (flags & ~(MORTISE_MAP_READ | MORTISE_MAP_WRITE)) != 0)
    sdk::invalid("map flags ", flags, "; they must be MORTISE_MAP_READ, MORTISE_MAP_WRITE or both");
  return ((flags & MORTISE_MAP_READ) != 0 ? CL_MAP_READ : 0) |
         ((flags & MORTISE_MAP_WRITE) != 0 ? CL_MAP_WRITE : 0);
}

}  // namespace

void Heap::take(uint64_t size) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (size > limit_ - used_) {
    out_of_memory(
        sdk::message("the device's memory has ", limit_ - used_, " bytes left, not ", size));
  }
  used_ += size;
}

void Heap::give_back(uint64_t size) {
  const std::lock_guard<std::mutex> lock(mutex_);
  used_ -= size;
}

// With a gap, so that no address belongs to two buffers.
void* Heap::next_address(uint64_t size) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const uint64_t address = next_;
  next_ += (size / alignment_ + 2) * alignment_;
  return reinterpret_cast<void*>(address);
}

Buffer::Buffer(const Driver& driver, std::shared_ptr<Heap> heap, uint64_t size)
    : driver_(driver), heap_(std::move(heap)), size_(size) {
  heap_->take(storage_size(size));
  try {
    memory_ = driver.make_memory(storage_size(size));
  } catch (...) {
    heap_->give_back(storage_size(size));
    throw;
  }
  taken_ = storage_size(size);
  address_ = heap_->next_address(size);
}

Buffer::Buffer(const Driver& driver, std::shared_ptr<Heap> heap, void* lent, uint64_t size)
    : driver_(driver),
      heap_(std::move(heap)),
      size_(size),
      memory_(driver.make_memory(storage_size(size), size == 0 ? nullptr : lent)),
      address_(heap_->next_address(size)) {}

Buffer::~Buffer() {
  try {
    end_mapping();
  } catch (const sdk::Error&) {  // the memory goes all the same
  }
  heap_->give_back(taken_);
}

void Buffer::check_range(uint64_t offset, uint64_t size) const {
  if (offset <= size_ && size <= size_ - offset) return;
  sdk::invalid(size, " bytes from offset ", offset, " lie outside a buffer of ", size_, " bytes");
}

void* Buffer::map(uint64_t offset, uint64_t size, uint32_t flags) {
  const cl_map_flags wanted = map_flags(flags);
  check_range(offset, size);
  const std::lock_guard<std::mutex> lock(mutex_);
  if (is_mapped_) {
    sdk::fail(MORTISE_STATUS_FAILED_PRECONDITION,
              "the buffer is mapped already; unmap it before it is mapped again");
  }
  void* host = this;  // of no bytes: any address will do
  if (size != 0) {
    cl_int code = CL_SUCCESS;
    host = clEnqueueMapBuffer(driver_.host_queue(), memory(), CL_TRUE, wanted, offset, size, 0,
                              nullptr, nullptr, &code);
    check(code, "clEnqueueMapBuffer");
    mapped_ = host;
  }
  is_mapped_ = true;
  return host;
}

void Buffer::unmap() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!is_mapped_) sdk::fail(MORTISE_STATUS_FAILED_PRECONDITION, "the buffer is not mapped");
  is_mapped_ = false;
  end_mapping();
}

void Buffer::end_mapping() {
  if (mapped_ == nullptr) return;
  cl_event raw = nullptr;
  check(clEnqueueUnmapMemObject(driver_.host_queue(), memory(), mapped_, 0, nullptr, &raw),
        "clEnqueueUnmapMemObject");
  mapped_ = nullptr;
  const Event event(raw);
  check(clWaitForEvents(1, &raw), "clWaitForEvents");
}

}  // namespace mortise::opencl
