#include "tests/plugins/simulated/device.hpp"

#include <chrono>
#include <cstring>
#include <random>
#include <thread>

#include "tests/plugins/simulated/kernel.hpp"
#include "tests/plugins/simulated/reversed_layout.hpp"

namespace mortise::tests::simulated {
namespace {

class PrivateBuffer final : public sdk::Buffer {
 public:
  PrivateBuffer(std::shared_ptr<sdk::SimulatedMemory> memory, uint64_t size)
      : memory_(std::move(memory)), address_(memory_->allocate(size)), size_(size) {}
  ~PrivateBuffer() override { memory_->free(address_); }
  void* address() const override { return address_; }
  uint64_t size() const override { return size_; }

  char* map(uint64_t offset, uint64_t size, uint32_t flags) {
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
  std::shared_ptr<sdk::SimulatedMemory> memory_;
  void* address_;
  uint64_t size_;
  std::vector<char> staging_;  // what the host sees between map and unmap
  char* mapped_ = nullptr;     // where that goes
};

class HostMemoryBuffer final : public sdk::Buffer {
 public:
  HostMemoryBuffer(const mortise_host_t* host, uint64_t size)
      : memory_(host, size == 0 ? 1 : size, 64), size_(size) {}
  void* address() const override { return memory_.data(); }
  uint64_t size() const override { return size_; }

 private:
  sdk::HostMemory memory_;
  uint64_t size_;
};

}  // namespace

void* SimulatedDevice::resolve(void* address, uint64_t size) const {
  return memory_ != nullptr ? memory_->resolve(address, size) : address;
}

char* SimulatedDevice::resolve(const mortise_tensor_view_t& view) const {
  return static_cast<char*>(resolve(view.data, view.byte_size));
}

char* SimulatedDevice::resolve(const sdk::CopyEnd& end, uint64_t size) const {
  if (end.buffer == nullptr) return static_cast<char*>(end.data) + end.offset;
  return static_cast<char*>(resolve(static_cast<char*>(end.buffer->address()) + end.offset, size));
}

void SimulatedDevice::count_launch() const {
  const uint64_t number = settings_.launches.fetch_add(1) + 1;
  if (number == settings_.fail_at_launch)
    sdk::fail(MORTISE_STATUS_UNAVAILABLE, "launch ", number, " fails, as the options want");
}

std::unique_ptr<sdk::Buffer> SimulatedDevice::create_buffer(uint64_t size) {
  if (memory_ == nullptr) return std::make_unique<HostMemoryBuffer>(host_, size);
  return std::make_unique<PrivateBuffer>(memory_, size);
}

void* SimulatedDevice::map(sdk::Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags) {
  if (memory_ == nullptr) return static_cast<char*>(buffer.address()) + offset;
  return static_cast<PrivateBuffer&>(buffer).map(offset, size, flags);
}

void SimulatedDevice::unmap(sdk::Buffer& buffer) {
  if (memory_ != nullptr) static_cast<PrivateBuffer&>(buffer).unmap();
}

std::unique_ptr<sdk::Stream> SimulatedDevice::create_stream() {
  if (settings_.max_delay_us == 0) return std::make_unique<sdk::WorkStream>();
  std::mt19937_64 random(settings_.seed + settings_.streams.fetch_add(1));
  std::uniform_int_distribution<uint64_t> microseconds(0, settings_.max_delay_us);
  return std::make_unique<sdk::WorkStream>([random, microseconds]() mutable {
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds(random)));
  });
}

void SimulatedDevice::copy(sdk::Stream& stream, const sdk::CopyEnd& source,
                           const sdk::CopyEnd& destination, uint64_t size,
                           const mortise_ordering_t* ordering) {
  static_cast<sdk::WorkStream&>(stream).enqueue(ordering, [this, source, destination, size] {
    if (size != 0) std::memcpy(resolve(destination, size), resolve(source, size), size);
  });
}

void SimulatedDevice::fill(sdk::Stream& stream, const sdk::CopyEnd& destination, uint8_t value,
                           uint64_t size, const mortise_ordering_t* ordering) {
  static_cast<sdk::WorkStream&>(stream).enqueue(ordering, [this, destination, value, size] {
    if (size != 0) std::memset(resolve(destination, size), value, size);
  });
}

std::string SimulatedDevice::why_refused(const sdk::Node& node) const {
  const std::string& prefix = settings_.first_refuses;
  if (index_ == 0 && !prefix.empty() && node.name().substr(0, prefix.size()) == prefix)
    return "the options keep this node from the first device";
  return why_unsupported(node);
}

sdk::Support SimulatedDevice::query(const sdk::Node& node) {
  const std::string reason = why_refused(node);
  return reason.empty() ? sdk::Support::yes(/*ranged=*/true) : sdk::Support::no(reason);
}

mortise_kernel_t* SimulatedDevice::create_kernel(const sdk::Node& node) {
  if (const std::string reason = why_refused(node); !reason.empty()) sdk::unsupported(reason);
  return make_simulated_kernel(node, *this);
}

void SimulatedDevice::optimise(sdk::GraphReader& reader, sdk::Builder& builder) {
  if (settings_.reversed_layout) keep_reversed(reader, builder);
}

}  // namespace mortise::tests::simulated
