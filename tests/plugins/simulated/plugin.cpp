// Test only: devices that are unlike the host in all that the core must not take for granted. Kind "simulated" has memory
// of its own and works asynchronously; kind "simulated_host" works asynchronously on host memory.
#include "tests/plugins/simulated/device.hpp"

namespace mortise::tests::simulated {
namespace {

class SimulatedPlugin final : public sdk::Plugin<sdk::DeviceProvider> {
 public:
  SimulatedPlugin(const mortise_host_t* host, const sdk::Attributes& options) : Plugin(host) {
    const auto number = [&](std::string_view name) {
      return static_cast<uint64_t>(options.get_int(name));
    };
    settings_.devices = number("devices");
    settings_.shared_memory = number("shared_memory") != 0;
    settings_.memory_limit = number("memory_limit");
    settings_.seed = number("seed");
    settings_.max_delay_us = number("max_delay_us");
    settings_.fail_at_launch = number("fail_at_launch");
    settings_.reversed_layout = number("reversed_layout") != 0;
    settings_.first_refuses = options.get_string("first_refuses");
    shared_ = std::make_shared<sdk::SimulatedMemory>(settings_.memory_limit);
  }

  uint64_t device_count() override { return settings_.devices + 1; }

  mortise_device_description_t describe_device(uint64_t index) override {
    const bool on_host = index == settings_.devices;
    mortise_device_description_t description{};
    description.struct_size = sizeof(description);
    description.kind = sdk::to_abi(on_host ? "simulated_host" : "simulated");
    description.name = sdk::to_abi("a device for tests");
    description.fence_kind = sdk::to_abi(on_host ? "simulated_host" : "simulated");
    description.alignment = 64;
    if (on_host) {
      description.flags = MORTISE_DEVICE_HOST_ADDRESSABLE;
      description.memory_space = sdk::to_abi("host");
    } else if (settings_.shared_memory) {
      description.memory_space = sdk::to_abi("simulated");
    }
    return description;
  }

  std::unique_ptr<sdk::Device> open_device(uint64_t index) override {
    std::shared_ptr<sdk::SimulatedMemory> memory;
    if (index < settings_.devices) {
      memory = settings_.shared_memory
                   ? shared_
                   : std::make_shared<sdk::SimulatedMemory>(settings_.memory_limit);
    }
    return std::make_unique<SimulatedDevice>(host(), settings_, index, std::move(memory));
  }

 private:
  Settings settings_;
  std::shared_ptr<sdk::SimulatedMemory> shared_;
};

}  // namespace
}  // namespace mortise::tests::simulated

MORTISE_PLUGIN("simulated", "0.1.0", mortise::tests::simulated::SimulatedPlugin);
