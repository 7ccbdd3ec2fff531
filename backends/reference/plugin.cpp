// The reference backend: host memory, work done on the calling thread, and no kernel of its own. It runs the portable
// kernels of operator plugins, which are written to be right and easy to read: the oracle that faster backends are
// compared with.
#include <mortise/sdk/host_device.hpp>

namespace mortise::backends::reference {
namespace {

class ReferenceDevice final : public sdk::HostDevice {
 public:
  using HostDevice::HostDevice;

  sdk::Support query(const sdk::Node& node) override { return sdk::Support::no(reason(node)); }
  mortise_kernel_t* create_kernel(const sdk::Node& node) override {
    sdk::unsupported(reason(node));
  }

 private:
  static std::string reason(const sdk::Node& node) {
    return sdk::message(
        "the reference backend has no kernels of its own; load a plugin with a portable kernel for ",
        node.domain(), node.domain().empty() ? "" : "::", node.op());
  }
};

class ReferencePlugin final : public sdk::Plugin<sdk::DeviceProvider> {
 public:
  ReferencePlugin(const mortise_host_t* host, const sdk::Attributes&) : Plugin(host) {}

  uint64_t device_count() override { return 1; }
  mortise_device_description_t describe_device(uint64_t) override {
    return sdk::host_device_description("reference", "portable kernels on the host",
                                        /*portable_kernels=*/true);
  }
  std::unique_ptr<sdk::Device> open_device(uint64_t) override {
    return std::make_unique<ReferenceDevice>(host());
  }
};

}  // namespace
}  // namespace mortise::backends::reference

MORTISE_PLUGIN("reference", "0.1.0", mortise::backends::reference::ReferencePlugin);
