// Plugins built from old, new and forked headers, in C and in C++, in cores built from old and new headers.
#include <dlfcn.h>

#include <cstdlib>

#include <catch2/catch.hpp>

#include "tests/abi/compat/core.hpp"

using namespace mortise::compat;

namespace {

std::string path(const std::string& name) {
  const char* folder = std::getenv("MORTISE_BUILD_DIR");
  REQUIRE(folder != nullptr);
  return std::string(folder) + "/tests/abi/compat/" + name + ".so";
}

// `plugin` is what add_toy_plugin in CMakeLists.txt calls it, without the language.
Outcome run(const std::string& core, const std::string& plugin, const Order& order = {}) {
  const std::string language = GENERATE("c", "cpp");
  CAPTURE(core, plugin, language);
  void* handle = ::dlopen(path("toy_core_" + core).c_str(), RTLD_NOW | RTLD_LOCAL);
  INFO((handle == nullptr ? ::dlerror() : ""));
  REQUIRE(handle != nullptr);
  const auto function = reinterpret_cast<RunFunction>(::dlsym(handle, "toy_core_run"));
  REQUIRE(function != nullptr);
  Outcome outcome;
  function(path("toy_" + plugin + "_" + language).c_str(), &order, &outcome);
  return outcome;
}

std::string refusal(const std::string& core, const std::string& plugin, const Order& order = {}) {
  return run(core, plugin, order).refusal;
}

using Results = std::vector<double>;
using Reports = std::vector<std::string>;

Order with(Extension extension) {
  Order order;
  order.extension = extension;
  return order;
}

Order scaled() {
  Order order;
  order.scaled = true;
  return order;
}

Order mean() {
  Order order;
  order.mean = true;
  return order;
}

}  // namespace

TEST_CASE("plugin and core of one version use all of it") {
  const std::string version = GENERATE("v1_1", "v2_0");
  const Outcome outcome = run(version, version, scaled());
  CHECK(outcome.refusal == "");
  CHECK(outcome.results == Results{6, 30});
  CHECK(outcome.calls == 1);
  CHECK(outcome.reports == Reports{"created at 42"});
}

TEST_CASE("the first version has what it has") {
  const Outcome outcome = run("v1_0", "v1_0");
  CHECK(outcome.refusal == "");
  CHECK(outcome.results == Results{6, 3});
  CHECK(outcome.calls == 2);
  CHECK(outcome.reports == Reports{"created without a clock"});
}

TEST_CASE("an older plugin works in a newer core, which falls back where the table is shorter") {
  const Outcome outcome = run("v1_1", "v1_0");
  CHECK(outcome.refusal == "");
  CHECK(outcome.results == Results{6, 3});
  CHECK(outcome.calls == 2);
  CHECK(outcome.reports == Reports{"created without a clock"});
}

// Its table has a function that the core does not know: an offer, which goes uncalled.
TEST_CASE("a newer plugin works in an older core, and falls back where the host table is shorter") {
  const Outcome outcome = run("v1_0", "v1_1");
  CHECK(outcome.refusal == "");
  CHECK(outcome.results == Results{6, 3});
  CHECK(outcome.calls == 2);
  CHECK(outcome.reports == Reports{"created without a clock"});
}

TEST_CASE(
    "a member that a newer plugin sets and an older core does not know is refused with its offset") {
  CHECK(
      refusal("v1_0", "v1_1_sets_line") ==
      "the report: the byte at offset 32 is set, but this version knows only 32 bytes of the struct");
  CHECK(run("v1_1", "v1_1_sets_line").reports == Reports{"created at 42 in line 7"});
}

TEST_CASE("a description with such a member is refused before the plugin is created") {
  const Outcome outcome = run("v1_0", "v1_1_sets_licence");
  CHECK_THAT(outcome.refusal, Catch::StartsWith("the description: the byte at offset "));
  CHECK(outcome.reports.empty());
  CHECK(refusal("v1_1", "v1_1_sets_licence") == "");
}

TEST_CASE("a member that a newer core sets is refused by an older plugin with its offset") {
  // 1.1's member begins at 56, and the lower bytes of a double of 10 are zero.
  CHECK_THAT(refusal("v1_1", "v1_0", scaled()), Catch::StartsWith("the request") &&
                                                    Catch::Contains("62") &&
                                                    Catch::Contains("offset"));
}

TEST_CASE("a constant that an older plugin does not know is refused as any unknown value") {
  CHECK(refusal("v1_1", "v1_0", mean()) == "the request: 4 is an unknown mode");
  CHECK(run("v1_1", "v1_1", mean()).results == Results{6, 2});
}

TEST_CASE("a required extension that the other side does not know is refused, another is ignored") {
  const std::string core = GENERATE("v1_0", "v1_1");
  const std::string plugin = GENERATE("v1_0", "v1_1");
  CHECK(run(core, plugin, with(Extension::kKnown)).looked_at == 3);
  const Outcome ignored = run(core, plugin, with(Extension::kUnknownOptional));
  CHECK(ignored.refusal == "");
  CHECK(ignored.looked_at == 0);
  CHECK_THAT(refusal(core, plugin, with(Extension::kUnknownRequired)),
             Catch::Contains("the request") && Catch::Contains("required"));
}

TEST_CASE("another major version is refused with both versions") {
  const std::string old = GENERATE("v1_0", "v1_1");
  const std::string minor = old == "v1_0" ? "1.0" : "1.1";
  CHECK(refusal("v2_0", old) ==
        "the plugin's ABI is version " + minor + ", and the core speaks 2.0");
  CHECK(refusal(old, "v2_0") == "the plugin's ABI is version 2.0, and the core speaks " + minor);
}

TEST_CASE("a plugin from forked headers is refused by their fingerprint") {
  CHECK(
      refusal("v1_0", "v1_0_forked") ==
      "the plugin's ABI has the version of the core's, but another fingerprint: it was built from changed headers");
  CHECK(
      refusal("v1_1", "v1_0_forked") ==
      "the plugin's ABI is version 1.0, and the core speaks 1.1, but they do not share 1.0: its fingerprint there is "
      "another, so it was built from changed headers");
}

TEST_CASE(
    "a plugin from a fork of a newer version is refused where the core knows what was changed") {
  CHECK_THAT(refusal("v1_1", "v1_1_forked"),
             Catch::StartsWith("its reducer interface has the version of the core's"));
  CHECK_THAT(
      refusal("v1_0", "v1_1_forked"),
      Catch::StartsWith(
          "its reducer interface is version 1.1, and the core speaks 1.0, but they do not share 1.0"));
}
