// The device: memory, streams and fences of an OpenCL context, and the nodes that it has kernels for.
#pragma once

#include "backends/opencl/buffer.hpp"
#include "backends/opencl/stream.hpp"

namespace mortise::opencl {

inline constexpr std::string_view kDeviceKind = "opencl";

class Device final : public sdk::Device {
 public:
  /// `memory_limit` in bytes; 0: what the device has.
  Device(const DeviceInfo& info, uint64_t memory_limit);

  Driver& driver() { return driver_; }

  std::unique_ptr<sdk::Buffer> create_buffer(uint64_t size) override;
  std::unique_ptr<sdk::Buffer> import_buffer(void* memory, uint64_t size) override;
  void* map(sdk::Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags) override;
  void unmap(sdk::Buffer& buffer) override;

  std::unique_ptr<sdk::Stream> create_stream() override;
  std::unique_ptr<sdk::Fence> create_fence() override { return std::make_unique<Fence>(); }
  void copy(sdk::Stream& stream, const sdk::CopyEnd& source, const sdk::CopyEnd& destination,
            uint64_t size, const mortise_ordering_t* ordering) override;
  void fill(sdk::Stream& stream, const sdk::CopyEnd& destination, uint8_t value, uint64_t size,
            const mortise_ordering_t* ordering) override;

  sdk::Support query(const sdk::Node& node) override;
  mortise_kernel_t* create_kernel(const sdk::Node& node) override;
  /// "cl_context", "cl_device_id", and of a stream "cl_command_queue".
  void* native_handle(sdk::Stream* stream, std::string_view name) override;

 private:
  Driver driver_;
  std::shared_ptr<Heap> heap_;
};

}  // namespace mortise::opencl
