#include "core/config/config.hpp"

#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "core/config/text_file.hpp"

using namespace mortise;
using namespace mortise::config;

namespace {

Config parsed(std::string_view text) {
  auto result = parse(text, "c.json");
  INFO((result.ok() ? "" : std::string(result.error().message())));
  REQUIRE(result.ok());
  return std::move(result).value();
}

std::string error_of(std::string_view text) {
  const auto result = parse(text, "c.json");
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code() == MORTISE_STATUS_INVALID_ARGUMENT);
  return std::string(result.error().message());
}

// The optimisations that run, with a ! where the config asks for them by name.
std::string enabled_in(const Config& config) {
  std::string names;
  for (const Optimisation& one : config.optimise.passes) {
    if (one.enabled) names += one.pass.name + (one.required ? "! " : " ");
  }
  return names;
}

}  // namespace

TEST_CASE("an empty config is the default one: cpu, with the reference backend as fallback") {
  const Config config = parsed("{}");
  REQUIRE(config.backends.size() == 1);
  CHECK(config.backends[0].name == "cpu");
  CHECK(config.backends[0].devices == std::vector<uint64_t>{0});
  CHECK_FALSE(config.backends[0].required);
  CHECK(config.fallback == std::vector<std::string>{"reference"});
  CHECK(config.execution.threads == 0);
  CHECK(config.execution.program_cache == 64);
  CHECK(config.plugins.search_defaults);
  CHECK_FALSE(config.communicator);
  CHECK(config.optimise.fold);
  CHECK(enabled_in(config) == "dead_code algebra common_subexpressions transposes normalisations ");
}

TEST_CASE("optimisations are switched by name, by their options, or all at once") {
  const Config some = parsed(
      R"({"optimise": {"fold": false, "transposes": false, "algebra": {"exact": false}, "merge_products": true}})");
  CHECK_FALSE(some.optimise.fold);
  CHECK(enabled_in(some) ==
        "dead_code algebra! common_subexpressions normalisations merge_products! ");
  CHECK(some.optimise.passes[1].pass.options == R"({"exact":false})");
  const Config none = parsed(R"({"optimise": false})");
  CHECK_FALSE(none.optimise.fold);
  CHECK(enabled_in(none).empty());
  CHECK(enabled_in(parsed(R"({"optimise": true})")) == enabled_in(parsed("{}")));
}

TEST_CASE("every key of a config is read") {
  const Config config = parsed(R"({
    "$schema": "config.schema.json",
    "plugins": {"paths": ["/opt/p"], "search_defaults": false, "options": {"ops": {"x": 1}},
                "require_conformance": ["acme"]},
    "backends": [{"name": "cuda", "devices": [1, 0], "allow": ["Conv", "a.b::C"], "deny": ["ai.onnx::Relu"],
                  "options": {"tf32": true}, "required": false}, {"name": "cpu"}],
    "fallback": [],
    "execution": {"threads": 3, "program_cache": 5},
    "passes": [{"name": "fuse"}, {"name": "int8", "options": {"drop": 0.01}}],
    "communicator": {"name": "shm", "options": {"size": 4}}
  })");
  CHECK(config.plugins.paths == std::vector<std::string>{"/opt/p"});
  CHECK_FALSE(config.plugins.search_defaults);
  CHECK(config.plugins.require_conformance == std::vector<std::string>{"acme"});
  REQUIRE(config.plugins.options.size() == 1);
  CHECK(config.plugins.options[0] == std::pair<std::string, OptionsText>("ops", R"({"x":1})"));
  REQUIRE(config.backends.size() == 2);
  CHECK(config.backends[0].devices == std::vector<uint64_t>{1, 0});
  CHECK(config.backends[0].allow == std::vector<std::string>{"Conv", "a.b::C"});
  CHECK(config.backends[0].deny == std::vector<std::string>{"Relu"});
  CHECK(config.backends[0].options == R"({"tf32":true})");
  CHECK_FALSE(config.backends[0].required);
  CHECK(config.backends[1].required);
  CHECK(config.fallback.empty());
  CHECK(config.execution.threads == 3);
  CHECK(config.execution.program_cache == 5);
  REQUIRE(config.passes.size() == 2);
  CHECK(config.passes[1].options == R"({"drop":0.01})");
  REQUIRE(config.communicator);
  CHECK(config.communicator->name == "shm");
}

TEST_CASE("a backend permits what it allows and does not deny") {
  const Config config = parsed(R"({"backends": [
    {"name": "a"}, {"name": "b", "deny": ["Relu"]}, {"name": "c", "allow": ["Relu", "x::Y"], "deny": ["x::Y"]}]})");
  CHECK(config.backends[0].permits("", "Relu"));
  CHECK_FALSE(config.backends[1].permits("", "Relu"));
  CHECK_FALSE(config.backends[1].permits("ai.onnx", "Relu"));
  CHECK(config.backends[1].permits("x", "Relu"));
  CHECK(config.backends[2].permits("", "Relu"));
  CHECK_FALSE(config.backends[2].permits("", "Conv"));
  CHECK_FALSE(config.backends[2].permits("x", "Y"));
}

TEST_CASE("a config in JSON parses to the same config") {
  const std::string text = GENERATE(as<std::string>(), "{}", R"({
    "plugins": {"paths": ["/a", "/b"], "search_defaults": false, "options": {"p": {"q": [1, 2]}},
                "require_conformance": ["p", "q"]},
    "backends": [{"name": "cpu", "devices": [2], "allow": ["A"], "deny": ["B"], "options": {"z": "é"},
                  "required": false}],
    "fallback": ["x", "y"],
    "execution": {"threads": 1, "program_cache": 2, "batch_pieces": false, "piece_bytes": 9},
    "optimise": {"fold": false, "dead_code": false, "transposes": {"a": 1}, "algebra": true},
    "passes": [{"name": "p", "options": {"o": false}}], "communicator": {"name": "c"}})");
  const std::string once = to_json(parsed(text));
  CHECK(to_json(parsed(once)) == once);
  CHECK(nlohmann::json::parse(once).contains("backends"));
}

TEST_CASE("an error names the place, what is wrong and what was meant") {
  CHECK(
      error_of("{\n  \"backend\": []\n}") ==
      "c.json:2:3: /backend: unknown key; did you mean `backends`? (allowed here: $schema, plugins, backends, fallback, "
      "execution, optimise, passes, communicator)");
  CHECK(
      error_of(R"({"backends": [{"name": "cpu", "device": [0]}]})") ==
      "c.json:1:31: /backends/0/device: unknown key; did you mean `devices`? (allowed here: name, devices, allow, deny, "
      "options, required)");
  CHECK(error_of("{\"backends\": [\n  {\"devices\": [0]}]}") ==
        "c.json:2:3: /backends/0: the key `name` is missing");
  CHECK(error_of(R"({"execution": {"threads": -1}})") ==
        "c.json:1:27: /execution/threads: must be an integer from 0 to 4096, not `-1`");
}

TEST_CASE("a config that is wrong in one way is refused for it") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"", "c.json:1:1: not valid JSON"},
      {"{", "c.json:1:2: not valid JSON"},
      {"{} {}", "c.json:1:4: not valid JSON"},
      {"{\"a\": 1,}", "c.json:1:9: not valid JSON"},
      {"// no\n{}", "c.json:1:1: not valid JSON"},
      {"\"\xff\"", "not valid JSON"},
      {"[]", "c.json:1:1: must be an object, not an array"},
      {"null", "must be an object, not `null`"},
      {R"({"execution": {"threads": 1e999}})", "not valid JSON"},
      {R"({"fallback": [], "fallback": []})",
       "c.json:1:18: /fallback: this key is already in the same object"},
      {R"({"backends": {}})", "/backends: must be an array, not an object"},
      {R"({"backends": []})", "/backends: must name at least one backend"},
      {R"({"backends": ["cpu"]})", "/backends/0: must be an object, not `\"cpu\"`"},
      {R"({"backends": [{"name": ""}]})", "/backends/0/name: must not be empty"},
      {R"({"backends": [{"name": "a\nb"}]})", "/backends/0/name: must not have control characters"},
      {R"({"backends": [{"name": 3}]})", "/backends/0/name: must be a string, not `3`"},
      {R"({"backends": [{"name": "cpu"}, {"name": "cpu"}]})",
       "/backends/1: the backend `cpu` is given twice"},
      {R"({"backends": [{"name": "cpu", "devices": 0}]})",
       "/backends/0/devices: must be an array, not `0`"},
      {R"({"backends": [{"name": "cpu", "devices": []}]})",
       "/backends/0/devices: must name at least one device"},
      {R"({"backends": [{"name": "cpu", "devices": [0, 0]}]})",
       "/backends/0/devices/1: this device is given twice"},
      {R"({"backends": [{"name": "cpu", "devices": [1.5]}]})",
       "/backends/0/devices/0: must be an integer"},
      {R"({"backends": [{"name": "cpu", "allow": []}]})",
       "/backends/0/allow: must name at least one operator"},
      {R"({"backends": [{"name": "cpu", "deny": ["Conv", "a b"]}]})",
       "/backends/0/deny/1: `a b` is not an operator's"},
      {R"({"backends": [{"name": "cpu", "deny": ["Conv@3"]}]})",
       "/backends/0/deny/0: `Conv@3` is not an operator's"},
      {R"({"backends": [{"name": "cpu", "options": 1}]})",
       "/backends/0/options: must be an object of options"},
      {R"({"fallback": ["a", "a"]})", "/fallback/1: `a` is given twice"},
      {R"({"fallback": "a"})", "/fallback: must be an array, not `\"a\"`"},
      {R"({"execution": {"program_cache": 0}})", "must be an integer from 1 to 65536, not `0`"},
      {R"({"execution": {"thread": 1}})",
       "/execution/thread: unknown key; did you mean `threads`?"},
      {R"({"optimise": {"algebra": 1}})",
       "/optimise/algebra: must be true, false or an object of options, not `1`"},
      {R"({"optimise": {"algebre": true}})",
       "/optimise/algebre: unknown key; did you mean `algebra`?"},
      {R"({"passes": [{}]})", "/passes/0: the key `name` is missing"},
      {R"({"passes": {"name": "a"}})", "/passes: must be an array, not an object"},
      {R"({"communicator": "shm"})", "/communicator: must be an object, not `\"shm\"`"},
      {R"({"plugins": {"paths": ["here"]}})", "/plugins/paths/0: must be an absolute path"},
      {R"({"plugins": {"paths": [""]}})", "/plugins/paths/0: must not be empty"},
      {R"({"plugins": {"search_defaults": "no"}})",
       "/plugins/search_defaults: must be true or false"},
      {R"({"plugins": {"options": {"a": 1}}})", "/plugins/options/a: must be an object of options"},
  }));
  CAPTURE(text);
  CHECK_THAT(error_of(text), Catch::Contains(expected));
}

TEST_CASE("a config that is too long or too deep is refused unparsed") {
  CHECK(error_of(std::string((1u << 20) + 1, ' ')) == "c.json: longer than the limit of 1 MiB");
  CHECK(error_of(std::string(200000, '[')) == "c.json:1:33: nested deeper than 32 levels");
  CHECK(error_of("{\"passes\": \"" + std::string(1000, '[') + "\"}") ==
        "c.json:1:12: /passes: must be an array, not `\"" + std::string(39, '[') + "…`");
}

TEST_CASE("a config is loaded from a plain file only") {
  const auto missing = load("/nonexistent/config.json");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code() == MORTISE_STATUS_NOT_FOUND);
  CHECK_THAT(std::string(missing.error().message()),
             Catch::Contains("/nonexistent/config.json: cannot be opened"));
  const auto folder = load("/tmp");
  REQUIRE_FALSE(folder.ok());
  CHECK(folder.error().message() == "/tmp: is not a plain file");
  const auto endless = load("/dev/zero");
  REQUIRE_FALSE(endless.ok());
  CHECK(endless.error().message() == "/dev/zero: is not a plain file");
}

TEST_CASE("the ready-made configs parse") {
  size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("configs")) {
    const std::string path = entry.path();
    if (!path.ends_with(".json") || path.ends_with(".schema.json")) continue;
    const auto result = load(path);
    INFO(path << ": " << (result.ok() ? "" : std::string(result.error().message())));
    CHECK(result.ok());
    ++count;
  }
  CHECK(count >= 3);
}

TEST_CASE("the examples in the documentation parse") {
  const std::string text = read_text_file("docs/config.md", size_t{1} << 20).value();
  const std::string open = "\n```json\n";
  size_t count = 0;
  for (size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
    const size_t begin = at + open.size();
    const std::string example = text.substr(begin, text.find("\n```", begin) - begin);
    CAPTURE(example);
    CHECK(parse(example, "docs/config.md").ok());
    if (count++ == 0) CHECK(to_json(parsed(example)) == to_json(Config()));
  }
  CHECK(count == 8);
}
