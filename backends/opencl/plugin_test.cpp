// The plugin as the core sees it.
#include <mortise/abi/device.h>
#include <mortise/sdk/graph.hpp>

#include <string>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_host.hpp"

extern "C" const mortise_plugin_description_t* mortise_plugin_query(void);

namespace mortise::opencl {
namespace {

class Instance {
 public:
  explicit Instance(const sdk::Attrs& options = {}) {
    std::vector<mortise_attribute_t> items;
    for (const sdk::Attr& option : options) items.push_back(option.abi());
    const mortise_options_t given{sizeof(given), items.size(), items.data()};
    sdk::check(mortise_plugin_query()->create(host_.table(), &given, &plugin));
    table =
        static_cast<const mortise_device_interface_t*>(mortise_plugin_query()->interfaces[0].table);
  }
  ~Instance() { mortise_plugin_query()->destroy(plugin); }

  mortise_plugin_t* plugin = nullptr;
  const mortise_device_interface_t* table = nullptr;

 private:
  sdk::testing::FakeHost host_;
};

TEST_CASE("The plugin describes a device of its own memory, whose work is asynchronous") {
  Instance instance(sdk::Attrs{sdk::Attr("memory_limit", 1 << 20)});
  uint64_t count = 0;
  sdk::check(instance.table->count(instance.plugin, &count));
  REQUIRE(count >= 1);
  mortise_device_description_t description{};
  description.struct_size = sizeof(description);
  sdk::check(instance.table->describe(instance.plugin, 0, &description));
  CHECK(sdk::to_view(description.kind) == "opencl");
  CHECK(sdk::to_view(description.fence_kind) == "opencl/0");
  CHECK(description.memory_space.size == 0);
  CHECK(description.flags == 0);
  CHECK(description.memory_bytes == 1 << 20);
  CHECK(description.alignment >= 64);
}

TEST_CASE(
    "Options choose devices by their names, and an unknown name is answered with those there are") {
  Instance instance(sdk::Attrs{sdk::Attr("device", "no such device")});
  uint64_t count = 0;
  mortise_status_t* status = instance.table->count(instance.plugin, &count);
  REQUIRE(status != nullptr);
  CHECK(status->code == MORTISE_STATUS_UNAVAILABLE);
  CHECK_THAT(std::string(sdk::to_view(status->message)), Catch::Contains("there are: "));
  mortise_status_release(status);
}

}  // namespace
}  // namespace mortise::opencl
