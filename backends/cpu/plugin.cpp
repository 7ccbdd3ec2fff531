// The plugin `cpu`: fast kernels for x86-64 processors.
#include <mortise/sdk/plugin.hpp>

#include "backends/cpu/device.hpp"
#include "backends/cpu/layout.hpp"

namespace mortise::cpu {
namespace {

class CpuPlugin final : public sdk::Plugin<sdk::DeviceProvider> {
 public:
  CpuPlugin(const mortise_host_t* host, const sdk::Attributes& options) : Plugin(host) {
    options_.fuse = options.get_int("fuse", 1) != 0;
    options_.layouts = options.get_int("layouts", 1) != 0;
    options_.matrix_unit = options.get_int("matrix_unit", 1) != 0;
    options_.winograd = options.get_int("winograd", 1) != 0;
  }

  uint64_t device_count() override { return 1; }
  mortise_device_description_t describe_device(uint64_t) override {
    mortise_device_description_t description =
        sdk::host_device_description(kDeviceKind, "x86-64 processor");
    description.flags |= MORTISE_DEVICE_PORTABLE_KERNELS;
    return description;
  }
  std::unique_ptr<sdk::Device> open_device(uint64_t) override {
    return std::make_unique<Device>(host(), options_);
  }

 private:
  Options options_;
};

}  // namespace
}  // namespace mortise::cpu

MORTISE_PLUGIN("cpu", "0.1.0", mortise::cpu::CpuPlugin);
