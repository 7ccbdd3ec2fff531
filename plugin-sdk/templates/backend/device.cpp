#include "device.hpp"

#include <cstring>
#include <vector>

#include "kernel.hpp"

namespace acme {
namespace {

using mortise::sdk::CopyEnd;
using mortise::sdk::SimulatedMemory;
using mortise::sdk::WorkStream;

// Offsets come from outside, and a sum of them can overflow.
void check_range(uint64_t buffer_size, uint64_t offset, uint64_t size) {
  if (offset > buffer_size || size > buffer_size - offset) {
    mortise::sdk::invalid(size, " bytes at offset ", offset, " do not lie in a buffer of ",
                          buffer_size);
  }
}

// REPLACE: an allocation of the driver's.
class Buffer final : public mortise::sdk::Buffer {
 public:
  Buffer(std::shared_ptr<SimulatedMemory> memory, uint64_t size)
      : memory_(std::move(memory)), address_(memory_->allocate(size)), size_(size) {}
  ~Buffer() override { memory_->free(address_); }
  void* address() const override { return address_; }
  uint64_t size() const override { return size_; }

  // The host sees a copy, which goes back when it may have been written.
  char* map(uint64_t offset, uint64_t size, uint32_t flags) {
    check_range(size_, offset, size);
    char* content = memory_->resolve(static_cast<char*>(address_) + offset, size);
    staging_.assign(content, content + size);
    mapped_ = (flags & MORTISE_MAP_WRITE) != 0 ? content : nullptr;
    return staging_.data();
  }
  void unmap() {
    if (mapped_ != nullptr) std::memcpy(mapped_, staging_.data(), staging_.size());
    mapped_ = nullptr;
  }

 private:
  std::shared_ptr<SimulatedMemory> memory_;
  void* address_;
  uint64_t size_;
  std::vector<char> staging_;
  char* mapped_ = nullptr;
};

}  // namespace

std::unique_ptr<mortise::sdk::Buffer> Device::create_buffer(uint64_t size) {
  return std::make_unique<Buffer>(memory_, size);
}

void* Device::map(mortise::sdk::Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags) {
  return static_cast<Buffer&>(buffer).map(offset, size, flags);
}

void Device::unmap(mortise::sdk::Buffer& buffer) { static_cast<Buffer&>(buffer).unmap(); }

// REPLACE: the driver's streams and events. A stream does in order what is enqueued on it; nothing here waits.
std::unique_ptr<mortise::sdk::Stream> Device::create_stream() {
  return std::make_unique<WorkStream>();
}

std::unique_ptr<mortise::sdk::Fence> Device::create_fence() {
  return std::make_unique<mortise::sdk::Timeline>();
}

char* Device::resolve(const CopyEnd& end, uint64_t size) const {
  if (end.buffer == nullptr) return static_cast<char*>(end.data) + end.offset;
  check_range(end.buffer->size(), end.offset, size);
  return resolve(static_cast<char*>(end.buffer->address()) + end.offset, size);
}

// REPLACE: the driver's asynchronous copy and fill.
void Device::copy(mortise::sdk::Stream& stream, const CopyEnd& source, const CopyEnd& destination,
                  uint64_t size, const mortise_ordering_t* ordering) {
  static_cast<WorkStream&>(stream).enqueue(ordering, [this, source, destination, size] {
    if (size != 0) std::memmove(resolve(destination, size), resolve(source, size), size);
  });
}

void Device::fill(mortise::sdk::Stream& stream, const CopyEnd& destination, uint8_t value,
                  uint64_t size, const mortise_ordering_t* ordering) {
  static_cast<WorkStream&>(stream).enqueue(ordering, [this, destination, value, size] {
    if (size != 0) std::memset(resolve(destination, size), value, size);
  });
}

mortise::sdk::Support Device::query(const mortise::sdk::Node& node) {
  const std::string reason = why_unsupported(node);
  return reason.empty() ? mortise::sdk::Support::yes(/*ranged=*/true)
                        : mortise::sdk::Support::no(reason);
}

mortise_kernel_t* Device::create_kernel(const mortise::sdk::Node& node) {
  if (const std::string reason = why_unsupported(node); !reason.empty())
    mortise::sdk::unsupported(reason);
  return make_kernel(node, *this);
}

}  // namespace acme
