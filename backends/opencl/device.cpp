#include "backends/opencl/device.hpp"

#include "backends/opencl/error.hpp"
#include "backends/opencl/kernels/registry.hpp"
#include "backends/opencl/transfer.hpp"

namespace mortise::opencl {
namespace {

constexpr uintptr_t kLentAlignment = 16;  // of the largest elements that a kernel moves as one

uint64_t heap_limit(const DeviceInfo& info, uint64_t wanted) {
  return wanted == 0 ? info.memory_bytes : wanted;
}

}  // namespace

Device::Device(const DeviceInfo& info, uint64_t memory_limit)
    : driver_(info),
      heap_(std::make_shared<Heap>(heap_limit(info, memory_limit), info.alignment)) {}

std::unique_ptr<sdk::Buffer> Device::create_buffer(uint64_t size) {
  return std::make_unique<Buffer>(driver_, heap_, size);
}

// Elsewhere the driver would work on a copy, and what the host finds in its memory, and when, would be anybody's guess.
std::unique_ptr<sdk::Buffer> Device::import_buffer(void* memory, uint64_t size) {
  if (!driver_.info().unified_memory)
    sdk::unsupported("this device has memory of its own and cannot use the host's");
  if (memory == nullptr && size != 0) sdk::invalid("the lent memory has no address");
  if (reinterpret_cast<uintptr_t>(memory) % kLentAlignment != 0)
    sdk::unsupported("lent memory must be aligned to ", kLentAlignment, " bytes");
  return std::make_unique<Buffer>(driver_, heap_, memory, size);
}

void* Device::map(sdk::Buffer& buffer, uint64_t offset, uint64_t size, uint32_t flags) {
  return static_cast<Buffer&>(buffer).map(offset, size, flags);
}

void Device::unmap(sdk::Buffer& buffer) { static_cast<Buffer&>(buffer).unmap(); }

std::unique_ptr<sdk::Stream> Device::create_stream() { return std::make_unique<Stream>(driver_); }

void Device::copy(sdk::Stream& stream, const sdk::CopyEnd& source, const sdk::CopyEnd& destination,
                  uint64_t size, const mortise_ordering_t* ordering) {
  check_end(source, size);
  check_end(destination, size);
  static_cast<Stream&>(stream).enqueue(ordering, [&](Commands& commands) {
    if (size != 0) add_copy(driver_, commands, source, destination, size);
  });
}

void Device::fill(sdk::Stream& stream, const sdk::CopyEnd& destination, uint8_t value,
                  uint64_t size, const mortise_ordering_t* ordering) {
  check_end(destination, size);
  static_cast<Stream&>(stream).enqueue(ordering, [&](Commands& commands) {
    if (size != 0) add_fill(driver_, commands, destination, value, size);
  });
}

sdk::Support Device::query(const sdk::Node& node) {
  const KernelEntry& entry = find_kernel(node);
  entry.check(node);
  return sdk::Support::yes(entry.ranged);
}

mortise_kernel_t* Device::create_kernel(const sdk::Node& node) {
  const KernelEntry& entry = find_kernel(node);
  entry.check(node);
  return make_kernel(node, entry, driver_);
}

void* Device::native_handle(sdk::Stream* stream, std::string_view name) {
  if (name == "cl_context") return driver_.context();
  if (name == "cl_device_id") return driver_.info().id;
  if (name == "cl_command_queue" && stream != nullptr) return static_cast<Stream*>(stream)->queue();
  sdk::fail(MORTISE_STATUS_NOT_FOUND, "there is no native handle ", name,
            "; there are cl_context, cl_device_id and, of a stream, cl_command_queue");
}

}  // namespace mortise::opencl
