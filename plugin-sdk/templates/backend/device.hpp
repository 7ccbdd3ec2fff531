// The device: its memory, its streams and fences, and what it can run.
#pragma once

#include <mortise/sdk/simulated_memory.hpp>
#include <mortise/sdk/work_stream.hpp>

#include <memory>

namespace acme {

class Device final : public mortise::sdk::Device {
 public:
  explicit Device(uint64_t memory_limit)
      : memory_(std::make_shared<mortise::sdk::SimulatedMemory>(memory_limit)) {}

  /// What a kernel reads and writes: device addresses as the host sees them.
  char* resolve(const void* address, uint64_t size) const {
    return size == 0 ? nullptr : memory_->resolve(address, size);
  }

  std::unique_ptr<mortise::sdk::Buffer> create_buffer(uint64_t size) override;
  void* map(mortise::sdk::Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags) override;
  void unmap(mortise::sdk::Buffer& buffer) override;

  std::unique_ptr<mortise::sdk::Stream> create_stream() override;
  std::unique_ptr<mortise::sdk::Fence> create_fence() override;
  void copy(mortise::sdk::Stream& stream, const mortise::sdk::CopyEnd& source,
            const mortise::sdk::CopyEnd& destination, uint64_t size,
            const mortise_ordering_t* ordering) override;
  void fill(mortise::sdk::Stream& stream, const mortise::sdk::CopyEnd& destination, uint8_t value,
            uint64_t size, const mortise_ordering_t* ordering) override;

  mortise::sdk::Support query(const mortise::sdk::Node& node) override;
  mortise_kernel_t* create_kernel(const mortise::sdk::Node& node) override;

 private:
  char* resolve(const mortise::sdk::CopyEnd& end, uint64_t size) const;

  std::shared_ptr<mortise::sdk::SimulatedMemory> memory_;  // REPLACE: the driver's context
};

}  // namespace acme
