// A machine without OpenCL drivers. A program of its own, because the loader looks for drivers once per process.
#include <mortise/abi/device.h>
#include <mortise/sdk/status.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_host.hpp"

extern "C" const mortise_plugin_description_t* mortise_plugin_query(void);

namespace mortise::opencl {
namespace {

TEST_CASE("Without a driver the device is unavailable, and the message says what to install") {
  const auto empty = std::filesystem::temp_directory_path() / "mortise_no_opencl_drivers";
  std::filesystem::create_directories(empty);
  REQUIRE(setenv("OCL_ICD_VENDORS", empty.c_str(), 1) == 0);
  sdk::testing::FakeHost host;
  const mortise_options_t options{sizeof(options), 0, nullptr};
  mortise_plugin_t* plugin = nullptr;
  sdk::check(mortise_plugin_query()->create(host.table(), &options, &plugin));
  const auto* table =
      static_cast<const mortise_device_interface_t*>(mortise_plugin_query()->interfaces[0].table);
  uint64_t count = 0;
  mortise_status_t* status = table->count(plugin, &count);
  REQUIRE(status != nullptr);
  CHECK(status->code == MORTISE_STATUS_UNAVAILABLE);
  CHECK_THAT(std::string(sdk::to_view(status->message)),
             Catch::Contains("apt-get install pocl-opencl-icd"));
  mortise_status_release(status);
  mortise_plugin_query()->destroy(plugin);
}

}  // namespace
}  // namespace mortise::opencl
