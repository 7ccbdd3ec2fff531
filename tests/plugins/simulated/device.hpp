// A simulated device: its own memory (or, as kind "simulated_host", the host's), a thread per stream, kernels for a few
// operators on float32.
#pragma once

#include <mortise/sdk/simulated_memory.hpp>
#include <mortise/sdk/work_stream.hpp>

#include <atomic>

namespace mortise::tests::simulated {

/// The plugin's options, and what its devices count together.
struct Settings {
  uint64_t devices = 1;
  bool shared_memory = false;
  uint64_t memory_limit = 0;
  uint64_t seed = 1;
  uint64_t max_delay_us = 0;
  uint64_t fail_at_launch = 0;
  bool reversed_layout = false;
  std::string first_refuses;
  std::atomic<uint64_t> launches{0};
  std::atomic<uint64_t> streams{0};
};

class SimulatedDevice final : public sdk::Device {
 public:
  /// With `memory` null tensors lie in host memory.
  SimulatedDevice(const mortise_host_t* host, Settings& settings, uint64_t index,
                  std::shared_ptr<sdk::SimulatedMemory> memory)
      : host_(host), settings_(settings), index_(index), memory_(std::move(memory)) {}

  /// What a kernel reads and writes.
  char* resolve(const mortise_tensor_view_t& view) const;
  void* resolve(void* address, uint64_t size) const;
  /// Throws for the launch that the options want to fail.
  void count_launch() const;

  std::unique_ptr<sdk::Buffer> create_buffer(uint64_t size) override;
  void* map(sdk::Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags) override;
  void unmap(sdk::Buffer& buffer) override;
  std::unique_ptr<sdk::Stream> create_stream() override;
  void copy(sdk::Stream& stream, const sdk::CopyEnd& source, const sdk::CopyEnd& destination,
            uint64_t size, const mortise_ordering_t* ordering) override;
  void fill(sdk::Stream& stream, const sdk::CopyEnd& destination, uint8_t value, uint64_t size,
            const mortise_ordering_t* ordering) override;
  std::unique_ptr<sdk::Fence> create_fence() override { return std::make_unique<sdk::Timeline>(); }

  sdk::Support query(const sdk::Node& node) override;
  mortise_kernel_t* create_kernel(const sdk::Node& node) override;
  void optimise(sdk::GraphReader& reader, sdk::Builder& builder) override;

 private:
  char* resolve(const sdk::CopyEnd& end, uint64_t size) const;
  std::string why_refused(const sdk::Node& node) const;

  const mortise_host_t* host_;
  Settings& settings_;
  uint64_t index_;
  std::shared_ptr<sdk::SimulatedMemory> memory_;
};

}  // namespace mortise::tests::simulated
