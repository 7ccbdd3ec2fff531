#include <mortise/abi/device.h>
#include <mortise/sdk/status.hpp>

#include <string>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"
#include "plugin-sdk/testing/fake_host.hpp"

extern "C" const mortise_plugin_description_t* mortise_plugin_query(void);

namespace mortise::backends::reference {
namespace {

struct OpenDevice {
  OpenDevice() {
    const mortise_options_t options{sizeof(options), 0, nullptr};
    sdk::check(mortise_plugin_query()->create(host.table(), &options, &plugin));
    table =
        static_cast<const mortise_device_interface_t*>(mortise_plugin_query()->interfaces[0].table);
    sdk::check(table->open(plugin, 0, &device));
  }
  ~OpenDevice() {
    table->close(device);
    mortise_plugin_query()->destroy(plugin);
  }
  sdk::testing::FakeHost host;
  const mortise_device_interface_t* table = nullptr;
  mortise_plugin_t* plugin = nullptr;
  mortise_device_t* device = nullptr;
};

TEST_CASE("The reference backend asks for portable kernels on host memory") {
  OpenDevice open;
  mortise_device_description_t description{};
  description.struct_size = sizeof(description);
  sdk::check(open.table->describe(open.plugin, 0, &description));
  REQUIRE(sdk::to_view(description.kind) == "reference");
  REQUIRE(sdk::to_view(description.memory_space) == "host");
  REQUIRE(description.flags == (MORTISE_DEVICE_HOST_ADDRESSABLE | MORTISE_DEVICE_SYNCHRONOUS |
                                MORTISE_DEVICE_PORTABLE_KERNELS));
  REQUIRE(description.alignment == 64);
}

TEST_CASE("The reference backend has no kernel of its own and says what to load") {
  OpenDevice open;
  sdk::testing::FakeGraph graph;
  graph.builder().node("Relu", {});
  const mortise_node_t* node = graph.node_abi(0);
  mortise_support_t support{};
  support.struct_size = sizeof(support);
  sdk::check(open.table->query(open.device, 1, &node, &support));
  REQUIRE(support.supported == 0);
  const std::string reason(sdk::to_view(support.reason->message));
  mortise_status_release(support.reason);
  REQUIRE(reason ==
          "Relu: the reference backend has no kernels of its own; load a plugin with a portable "
          "kernel for Relu");
  mortise_kernel_t* kernel = nullptr;
  mortise_status_t* status = open.table->kernel_create(open.device, node, &kernel);
  REQUIRE(status->code == MORTISE_STATUS_UNSUPPORTED);
  mortise_status_release(status);
}

}  // namespace
}  // namespace mortise::backends::reference
