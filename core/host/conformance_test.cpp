#include "core/host/conformance.hpp"

#include <catch2/catch.hpp>

#include "core/host/testing/fake_services.hpp"
#include "core/host/testing/plugin_folder.hpp"

using namespace mortise;
using namespace mortise::host;
using namespace mortise::host::testing;

namespace {

Json report_for(const PluginFolder& folder) {
  const Json manifest = Json::parse(read_file(folder.manifest("good")));
  return {{"plugin", "good"},       {"version", "1.0.0"},      {"sha256", manifest["sha256"]},
          {"abi", "0.1"},           {"conforms", true},        {"filter", ""},
          {"suite", "conformance"}, {"options", Json::array()}};
}

// What loading the plugin says where the config requires its conformance.
std::string load_with(const Json& changes, bool named = true, bool written = true) {
  PluginFolder folder;
  const Json conformance = {{"conformance", {{"report", "good.conform.json"}}}};
  folder.add("good", test_library("good"), named ? conformance : Json::object());
  Json report = report_for(folder);
  report.merge_patch(changes);
  if (written) folder.write("good.conform.json", report.dump());
  Settings settings = folder.settings();
  settings.require_conformance = {"good"};
  const FakeServices services;
  auto host = Host::create(settings, services.table());
  REQUIRE(host.ok());
  const Status status = host.value()->load("good");
  return status.ok() ? "loaded" : std::string(status.message());
}

}  // namespace

TEST_CASE("a plugin with a good report of this very library is loaded") {
  CHECK(load_with(Json::object()) == "loaded");
}

TEST_CASE("a plugin whose report does not show that it conforms is refused with the reason") {
  CHECK_THAT(load_with({{"conforms", false}}),
             Catch::Contains("says that the plugin does not conform"));
  CHECK_THAT(load_with({{"plugin", "other"}}), Catch::Contains("is about the plugin `other`"));
  CHECK_THAT(load_with({{"sha256", "00"}}), Catch::Contains("was made for another build"));
  CHECK_THAT(load_with({{"abi", "9.9"}}), Catch::Contains("was made for ABI 9.9; this is 0.1"));
  CHECK_THAT(load_with({{"filter", "op.Add"}}), Catch::Contains("--filter op.Add"));
  CHECK_THAT(load_with({{"suite", "abi"}}), Catch::Contains("is about the suite `abi`"));
  CHECK_THAT(load_with({{"options", {"limit=1"}}}), Catch::Contains("(--option limit=1)"));
  CHECK_THAT(load_with({{"conforms", nullptr}}), Catch::Contains("conforms"));
  CHECK_THAT(load_with(Json::object(), false), Catch::Contains("its manifest names no report"));
  CHECK_THAT(load_with(Json::object(), true, false), Catch::Contains("good.conform.json"));
  CHECK_THAT(load_with(Json::object(), false), Catch::Contains("run `mortise conform`"));
}

TEST_CASE("a plugin of which no conformance is required needs no report") {
  PluginFolder folder;
  folder.add("good", test_library("good"), {{"conformance", {{"report", "missing.json"}}}});
  const FakeServices services;
  auto host = Host::create(folder.settings(), services.table());
  REQUIRE(host.ok());
  CHECK(host.value()->load("good").ok());
}

TEST_CASE("conformance of a plugin that is not installed cannot be required") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  Settings settings = folder.settings();
  settings.require_conformance = {"goood"};
  const FakeServices services;
  const auto host = Host::create(settings, services.table());
  REQUIRE_FALSE(host.ok());
  CHECK_THAT(std::string(host.error().message()), Catch::Contains("good"));
}
