// `mortise doctor`, and `mortise plugins --probe`, on the plugins that the build has, good and broken.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tools/common/file.hpp"

using namespace mortise::tests;
using Catch::Contains;
using nlohmann::json;

namespace {

std::string build(const std::string& path) {
  return std::string(std::getenv("MORTISE_BUILD_DIR")) + "/" + path;
}

json findings_of(const Outcome& outcome) { return json::parse(outcome.out)["findings"]; }

}  // namespace

TEST_CASE("doctor finds nothing wrong with a good plugin, by its library or its manifest") {
  for (const std::string file : {"libmortise_reference.so", "reference.mortise.json"}) {
    const Outcome outcome =
        mortise_program({"doctor", build("lib/mortise/plugins/" + file), "--json"});
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const json document = json::parse(outcome.out);
    CHECK(document["id"] == "reference");
    CHECK(document["probe"] == "loaded");
    CHECK_THAT(document["library"], Contains("libmortise_reference.so"));
    for (const json& finding : document["findings"]) CHECK(finding["severity"] != "error");
  }
}

TEST_CASE("doctor says what keeps a plugin from being loaded, and how to mend it") {
  const TemporaryFolder folder;
  const std::string manifest = folder.file(
      "gone.mortise.json",
      R"({"id": "gone", "version": "1.0.0", "library": "gone.so",
      "sha256": ")" +
          std::string(64, '0') +
          R"(", "interfaces": {"operator": "0.1"}, "provides": {"operators": ["a::B@1"]}, "platform": {"os": "linux", "arch": "x86_64"}})");
  const Outcome outcome = mortise_program({"doctor", manifest});
  CHECK(outcome.exit_code == 4);
  CHECK_THAT(outcome.out, Contains("error library-file: ") && Contains("gone.so is missing") &&
                              Contains("remedy: "));
  const Outcome lonely = mortise_program({"doctor", folder.file("no.so", "text"), "--json"});
  CHECK(lonely.exit_code == 4);
  REQUIRE(findings_of(lonely).size() == 2);
  CHECK(findings_of(lonely)[0]["code"] == "manifest-missing");
  CHECK(findings_of(lonely)[1]["code"] == "library-damaged");
  CHECK(mortise_program({"doctor", "/nonexistent.so"}).exit_code == 3);
}

namespace {

// What each of tests/plugins/load does, and what is said of it.
using Case = std::tuple<std::string, std::string, std::string>;
const std::vector<Case> kMisbehaving = {
    {"aborts", "load-crashes", "SIGABRT"},
    {"aborts_in_create", "load-crashes", "SIGABRT"},
    {"crashes", "load-crashes", "SIGSEGV"},
    {"crashes_in_constructor", "load-crashes", "SIGSEGV"},
    {"crashes_in_destroy", "load-crashes", "SIGSEGV"},
    {"ends", "load-exits", "exit code 4"},
    {"exits", "load-exits", "exit code 0"},
    {"exits_in_create", "load-exits", "exit code 0"},
    {"hangs", "load-hangs", "has not come to an end"},
    {"hangs_in_create", "load-hangs", "has not come to an end"},
    {"hangs_silently", "load-hangs", "has not come to an end"},
    {"throws", "load-refused", "its query threw an exception"},
    {"throws_in_create", "load-refused", "its creation threw an exception"}};

}  // namespace

TEST_CASE("a plugin that misbehaves while it is loaded is loaded in a process of its own") {
  const auto [plugin, code, sentence] = GENERATE(from_range(kMisbehaving));
  CAPTURE(plugin);
  const Outcome outcome =
      mortise_program({"doctor", build("tests/plugins/load/libmortise_load_" + plugin + ".so"),
                       "--timeout", "3", "--json"});
  CHECK(outcome.exit_code == 4);
  const json found = findings_of(outcome);
  REQUIRE(found.size() == 1);
  CHECK(found[0]["code"] == code);
  CHECK_THAT(found[0]["sentence"], Contains(sentence));
}

TEST_CASE("a plugin that talks a lot while it is loaded is loaded all the same") {
  const Outcome outcome = mortise_program(
      {"doctor", build("tests/plugins/load/libmortise_load_chatters.so"), "--json"});
  CHECK(outcome.exit_code == 0);
  CHECK(json::parse(outcome.out)["probe"] == "loaded");
}

TEST_CASE(
    "plugins that misbehave while they are listed with --probe harm neither the list nor its other entries") {
  const Outcome outcome = mortise_program({"plugins", "--probe", "--timeout", "3", "--json",
                                           "--plugin-path", build("tests/plugins/load")});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const json plugins = json::parse(outcome.out);
  const auto entry = [&plugins](const std::string& id) {
    for (const json& plugin : plugins) {
      if (plugin["id"] == id) return plugin;
    }
    return json();
  };
  CHECK(entry("load_well")["state"] == "loaded");
  CHECK(entry("reference")["state"] == "loaded");
  for (const auto& [plugin, code, sentence] : kMisbehaving) {
    CAPTURE(plugin);
    const json refused = entry("load_" + plugin);
    REQUIRE(refused["state"] == "refused");
    CHECK_THAT(refused["cause"], Contains(sentence));
    CHECK_THAT(refused["remedy"], Contains("plugin"));
  }
}
