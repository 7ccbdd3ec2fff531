// The plugin `opencl`: any device that has an OpenCL driver.
#include <mortise/sdk/plugin.hpp>

#include "backends/opencl/device.hpp"

namespace mortise::opencl {
namespace {

class OpenClPlugin final : public sdk::Plugin<sdk::DeviceProvider> {
 public:
  OpenClPlugin(const mortise_host_t* host, const sdk::Attributes& options)
      : Plugin(host),
        filter_{std::string(options.get_string("platform", "")),
                std::string(options.get_string("device", ""))},
        memory_limit_(static_cast<uint64_t>(options.get_int("memory_limit", 0))) {}

  uint64_t device_count() override { return devices().size(); }

  mortise_device_description_t describe_device(uint64_t index) override {
    const DeviceInfo& info = devices()[index];
    mortise_device_description_t description{};
    description.struct_size = sizeof(description);
    description.kind = sdk::to_abi(kDeviceKind);
    description.name = sdk::to_abi(info.name);
    description.fence_kind = sdk::to_abi(info.fence_kind);
    description.memory_bytes = memory_limit_ == 0 ? info.memory_bytes : memory_limit_;
    description.alignment = info.alignment;
    return description;
  }

  std::unique_ptr<sdk::Device> open_device(uint64_t index) override {
    return std::make_unique<Device>(devices()[index], memory_limit_);
  }

 private:
  /// Looked for once. Where none is found, the next call looks again.
  const std::vector<DeviceInfo>& devices() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (devices_.empty()) devices_ = find_devices(filter_);
    return devices_;
  }

  const DeviceFilter filter_;
  const uint64_t memory_limit_;
  std::mutex mutex_;
  std::vector<DeviceInfo> devices_;
};

}  // namespace
}  // namespace mortise::opencl

MORTISE_PLUGIN("opencl", "0.1.0", mortise::opencl::OpenClPlugin);
