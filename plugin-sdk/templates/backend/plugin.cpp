// What the core asks first: which devices are there, and what they are like.
#include "device.hpp"

namespace acme {
namespace {

class Plugin final : public mortise::sdk::Plugin<mortise::sdk::DeviceProvider> {
 public:
  Plugin(const mortise_host_t* host, const mortise::sdk::Attributes& options)
      : mortise::sdk::Plugin<mortise::sdk::DeviceProvider>(host),
        memory_limit_(static_cast<uint64_t>(options.get_int("memory_limit"))) {}

  // REPLACE: ask the driver. Throw UNAVAILABLE, saying what to install, when there is none.
  uint64_t device_count() override { return 1; }

  mortise_device_description_t describe_device(uint64_t) override {
    mortise_device_description_t description{};
    description.struct_size = sizeof(description);
    description.kind = mortise::sdk::to_abi("acme");
    description.name = mortise::sdk::to_abi("Acme, simulated");
    description.fence_kind = mortise::sdk::to_abi("acme");
    description.alignment = 64;
    description.memory_bytes = memory_limit_;
    return description;
  }

  std::unique_ptr<mortise::sdk::Device> open_device(uint64_t) override {
    return std::make_unique<Device>(memory_limit_);
  }

 private:
  uint64_t memory_limit_;
};

}  // namespace
}  // namespace acme

MORTISE_PLUGIN("acme", "0.1.0", acme::Plugin);
