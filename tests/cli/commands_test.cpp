// The commands that look: plugins, devices, inspect, config, version; and the command line itself.
#include <filesystem>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"
#include "tests/integration/support/model.hpp"
#include "tests/integration/support/runtime.hpp"
#include "tools/common/file.hpp"

using namespace mortise::tests;
using Catch::Contains;
using nlohmann::json;

namespace {

const json* find_plugin(const json& plugins, const std::string& provides) {
  for (const json& plugin : plugins) {
    for (const json& item : plugin["provides"]) {
      if (item == provides) return &plugin;
    }
  }
  return nullptr;
}

}  // namespace

TEST_CASE("the command line explains itself") {
  const Outcome help = mortise_program({"--help"});
  CHECK(help.exit_code == 0);
  for (const char* command :
       {"run", "bench", "inspect", "plugins", "devices", "config", "new", "version"}) {
    CHECK_THAT(help.out, Contains(command));
    const Outcome of_command = mortise_program({command, "--help"});
    CHECK(of_command.exit_code == 0);
    CHECK(of_command.out.size() > 100);
  }
}

TEST_CASE("a wrong command line ends with exit code 2 and points to the help") {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"rnu"},
                                             {"--json"},
                                             {"config"},
                                             {"run"},
                                             {"run", "a", "b"},
                                             {"plugins", "--prob"},
                                             {"run", "a", "--repeat", "0"}}) {
    const Outcome outcome = mortise_program(words);
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.err, Contains("mortise: error: ") && Contains("--help"));
  }
  const Outcome document = mortise_program({"plugins", "--json", "--nonsense"});
  CHECK(document.exit_code == 2);
  CHECK(json::parse(document.out)["error"]["exit_code"] == 2);
}

TEST_CASE("what is not expected is named in the order in which it was typed") {
  const Outcome more = mortise_program({"config", "check", "c.json", "--set", "a=1"});
  CHECK(more.exit_code == 2);
  CHECK_THAT(more.err,
             Contains("unexpected: --set a=1") && Contains("mortise config check --help"));
  CHECK_THAT(mortise_program({"--bogus"}).err, Contains("unexpected: --bogus"));
}

TEST_CASE("without a command the help is printed") {
  const Outcome outcome = mortise_program({});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(outcome.out == mortise_program({"--help"}).out);
}

TEST_CASE("a word that is no command is named, with the command that is nearest") {
  const auto refusal = [](const std::vector<std::string>& words) {
    const Outcome outcome = mortise_program(words);
    CHECK(outcome.exit_code == 2);
    return outcome.err;
  };
  CHECK_THAT(refusal({"rnu"}), Contains("there is no command `rnu`; did you mean `run`?"));
  CHECK_THAT(refusal({"plugin"}), Contains("`plugin`; did you mean `plugins`?"));
  CHECK_THAT(refusal({"config", "chekc", "a.json"}), Contains("`chekc`; did you mean `check`?"));
  CHECK_THAT(refusal({"bogus"}), Contains("there is no command `bogus` (there are run, bench,") &&
                                     !Contains("load-plugin"));
  const Outcome document = mortise_program({"bogus", "--json"});
  CHECK_THAT(json::parse(document.out)["error"]["message"].get<std::string>(), Contains("`bogus`"));
}

TEST_CASE("a number that is out of its range is refused with the range") {
  const auto refusal = [](const std::vector<std::string>& words) {
    const Outcome outcome = mortise_program(words);
    CHECK(outcome.exit_code == 2);
    return outcome.err;
  };
  for (const char* wrong : {"-1", "4097", "1.5", "two", "1e3", ""}) {
    CHECK_THAT(
        refusal({"devices", "--threads", wrong}),
        Contains("--threads: `" + std::string(wrong) + "` is not a whole number from 0 to 4096"));
  }
  const std::string seed = "is not a whole number from 0 to 18446744073709551615";
  CHECK_THAT(refusal({"run", "m", "--seed", "-1"}), Contains("--seed: `-1` " + seed));
  CHECK_THAT(refusal({"run", "m", "--seed", "18446744073709551616"}), Contains(seed));
  CHECK_THAT(refusal({"run", "m", "--repeat", "-1"}), Contains("--repeat: `-1`"));
  CHECK_THAT(refusal({"run", "m", "--show", "-1"}), Contains("--show: `-1`"));
  for (const char* wrong : {"-1", "nan", "inf", "1e10", "soon"}) {
    CHECK_THAT(refusal({"run", "m", "--timeout", wrong}),
               Contains("--timeout: `" + std::string(wrong) + "` is not a number from 0 to 1"));
  }
  for (const char* option : {"--warm-up", "--runs", "--seconds", "--concurrency"})
    CHECK_THAT(refusal({"bench", "m", option, "-1"}),
               Contains(option + std::string(": `-1` is not a")));
  CHECK_THAT(refusal({"doctor", "f", "--timeout", "0"}), Contains("from 0.1 to 3600"));
}

TEST_CASE("version tells the program's and the ABI's version") {
  CHECK_THAT(mortise_program({"version"}).out, Contains("mortise 0.") && Contains("ABI 0."));
  CHECK(mortise_program({"--version"}).out == mortise_program({"version"}).out);
  CHECK(mortise_program({"--version", "--json"}).out == mortise_program({"version", "--json"}).out);
  const json document = json::parse(mortise_program({"version", "--json"}).out);
  CHECK(document["version"].is_string());
  CHECK(document["abi"].is_string());
}

TEST_CASE("plugins are listed without being loaded, and loaded with --probe") {
  const Outcome listed = mortise_program({"plugins", "--json"});
  INFO(listed.err);
  REQUIRE(listed.exit_code == 0);
  const json plugins = json::parse(listed.out);
  const json* reference = find_plugin(plugins, "device:reference");
  REQUIRE(reference != nullptr);
  CHECK((*reference)["state"] == "found");
  const json probed = json::parse(mortise_program({"plugins", "--probe", "--json"}).out);
  CHECK((*find_plugin(probed, "device:reference"))["state"] == "loaded");
  CHECK_THAT(mortise_program({"plugins"}).out, Contains("STATE") && Contains("device reference"));
}

TEST_CASE("a plugin that cannot be loaded is listed with cause and remedy") {
  const TemporaryFolder folder;
  folder.file("broken.mortise.json",
              R"({"id": "test.broken", "version": "1.0.0", "library": "none.so"})");
  const Outcome outcome = mortise_program({"plugins", "--probe", "--plugin-path", folder.path("")});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.out, Contains("refused") && Contains("remedy: "));
}

namespace {

// A plugin of tests/plugins/load that claims to have a device of the kind `rogue`.
std::string make_rogue(const TemporaryFolder& folder, const std::string& name) {
  const std::string source = std::string(std::getenv("MORTISE_BUILD_DIR")) + "/tests/plugins/load/";
  json manifest = json::parse(mortise::tools::read_file(source + name + ".mortise.json"));
  std::filesystem::copy_file(source + "libmortise_" + name + ".so",
                             folder.path("libmortise_" + name + ".so"));
  manifest["interfaces"] = {{"device", "0.1"}};
  manifest["provides"] = {{"devices", {"rogue"}}};
  folder.file(name + ".mortise.json", manifest.dump());
  return folder.path("");
}

}  // namespace

TEST_CASE("a plugin that ends the process does not end `devices`, which lists the others") {
  const TemporaryFolder folder;
  const Outcome outcome =
      mortise_program({"devices", "--plugin-path", make_rogue(folder, "load_aborts")});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.out,
             Contains("reference") &&
                 Contains("rogue: plugin `load_aborts`: loading ends the process with SIGABRT"));
  const Outcome wanted =
      mortise_program({"devices", "--backend", "rogue", "--plugin-path", folder.path("")});
  CHECK(wanted.exit_code == 4);
}

TEST_CASE("config check looks at devices, and at the options of every plugin") {
  const TemporaryFolder folder;
  const auto check = [&](const std::string& config) {
    const Outcome outcome = mortise_program({"config", "check", folder.file("c.json", config)});
    CHECK(outcome.exit_code == 4);
    return outcome.out;
  };
  CHECK_THAT(check(R"({"backends": [{"name": "reference", "devices": [7]}], "fallback": []})"),
             Contains("no device 7 of the kind `reference`"));
  CHECK_THAT(check(R"({"backends": [{"name": "reference"}], "fallback": [],
                       "plugins": {"options": {"ops": {"bad": 1}}}})"),
             Contains("options ops"));
}

TEST_CASE("a key that is typed twice is refused") {
  const Outcome outcome =
      mortise_program({"plugins", "--set", R"(backends=[{"name": "reference", "name": "cpu"}])"});
  CHECK(outcome.exit_code == 3);
  CHECK_THAT(outcome.err, Contains("\"name\" is given twice"));
  CHECK(mortise_program({"plugins", "--config", ""}).exit_code == 2);
}

TEST_CASE("a plugin that ends the process does not make a run look well") {
  const TemporaryFolder folder;
  const std::string path = make_rogue(folder, "load_ends");
  const mortise::Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.node("Relu", {m.input("x", {2})}));
  m.graph.save(folder.path("model.mortise"));
  const Outcome run = mortise_program({"run", folder.path("model.mortise"), "--fill", "zeros",
                                       "--plugin-path", path, "--backend", "rogue"});
  CHECK(run.exit_code == 4);
  CHECK_THAT(run.err, Contains("a plugin has ended the process"));
}

TEST_CASE("what a plugin prints does not get between the results") {
  const TemporaryFolder folder;
  const std::string path = make_rogue(folder, "load_chatters");
  const Outcome devices = mortise_program({"devices", "--plugin-path", path, "--json"});
  CHECK(devices.exit_code == 0);
  CHECK(json::parse(devices.out).size() > 0);
  const mortise::Runtime runtime = make_runtime();
  Model m(runtime);
  m.output("y", m.b.node("Relu", {m.input("x", {2})}));
  m.graph.save(folder.path("model.mortise"));
  // It is loaded by this process, and refused: it has no devices.
  const Outcome run = mortise_program({"run", folder.path("model.mortise"), "--fill", "zeros",
                                       "--plugin-path", path, "--backend", "rogue", "--json"});
  CHECK(run.exit_code == 4);
  CHECK(json::parse(run.out)["error"]["exit_code"] == 4);
}

TEST_CASE("devices are listed with the plugin that provides them") {
  const Outcome outcome = mortise_program({"devices", "--json"});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  bool found = false;
  for (const json& device : json::parse(outcome.out))
    found = found || device["kind"] == "reference";
  CHECK(found);
  CHECK_THAT(mortise_program({"devices"}).out, Contains("KIND") && Contains("reference"));
  const Outcome unknown = mortise_program({"devices", "--backend", "warp9"});
  CHECK(unknown.exit_code == 4);
  CHECK_THAT(unknown.err, Contains("the backend `warp9` has no device") && Contains("reference"));
}

TEST_CASE("inspect prints a graph in each form, and what it is made of") {
  const TemporaryFolder folder;
  const std::string path = folder.path("model.mortise");
  const mortise::Runtime runtime = make_runtime();
  Model m(runtime);
  const Value x = m.input("x", {m.symbol("rows"), 2});
  const Value y = m.b.node("Add", {x, m.constant(std::vector<float>{10, 20}, {2})});
  m.output("z", m.b.node("Add", {y, m.b.node("Relu", {y})}));
  m.graph.save(path);

  CHECK_THAT(mortise_program({"inspect", path}).out, Contains("Add") && Contains("Relu"));
  CHECK_THAT(mortise_program({"inspect", path, "--format", "dot"}).out, Contains("digraph"));
  CHECK_NOTHROW(json::parse(mortise_program({"inspect", path, "--json"}).out));
  const Outcome summary = mortise_program({"inspect", path, "--summary", "--json"});
  INFO(summary.err);
  REQUIRE(summary.exit_code == 0);
  const json document = json::parse(summary.out);
  CHECK(document["inputs"][0]["type"] == "float32[rows, 2]");
  CHECK(document["parameters"]["elements"] == 2);
  CHECK(document["operators"]["Add"] == 2);
  CHECK(document["nodes"] == 3);
  CHECK_THAT(mortise_program({"inspect", path, "--summary"}).out,
             Contains("input x: float32[rows, 2]") && Contains("parameters: 2 in 1 tensors"));
}

TEST_CASE("config check tells a right config from a wrong one and from one that cannot be served") {
  const TemporaryFolder folder;
  const std::string good = folder.file(
      "good.json",
      R"({"backends": [{"name": "reference"}], "fallback": [], "execution": {"threads": 2}})");
  const Outcome right = mortise_program({"config", "check", good});
  INFO(right.err);
  CHECK(right.exit_code == 0);
  CHECK_THAT(right.out, Contains("can be used") && Contains("threads: 2"));
  CHECK(json::parse(mortise_program({"config", "check", good, "--json"}).out)["usable"] == true);

  const Outcome wrong =
      mortise_program({"config", "check", folder.file("wrong.json", R"({"backend": "cpu"})")});
  CHECK(wrong.exit_code == 3);
  CHECK_THAT(wrong.err, Contains("wrong.json:1:") && Contains("backends"));

  const Outcome missing = mortise_program(
      {"config", "check", folder.file("missing.json", R"({"backends": [{"name": "abacus"}]})")});
  CHECK(missing.exit_code == 4);
  CHECK_THAT(missing.out + missing.err, Contains("abacus"));
  CHECK(mortise_program({"config", "check", folder.path("none.json")}).exit_code == 3);
}

TEST_CASE("config check loads what the config names, with what the config says of it") {
  const TemporaryFolder folder;
  const Outcome outcome =
      mortise_program({"config", "check", "--json",
                       folder.file("strict.json",
                                   R"({"backends": [{"name": "reference"}], "fallback": [],
                       "plugins": {"require_conformance": ["reference"]}})")});
  CHECK(outcome.exit_code == 4);
  const json document = json::parse(outcome.out);
  CHECK(document["usable"] == false);
  CHECK_THAT(document["needs"][0]["problem"].get<std::string>(), Contains("conform"));
}

TEST_CASE("a name in allow or deny that no plugin provides is no secret") {
  const TemporaryFolder folder;
  const std::string config = folder.file(
      "typo.json",
      R"({"backends": [{"name": "reference", "deny": ["Softmx", "Relu"]}], "fallback": []})");
  const Outcome outcome = mortise_program({"plugins", "--config", config});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.err,
             Contains("operator `Softmx`; did you mean `Softmax`?") && !Contains("`Relu`"));
}

TEST_CASE("a setting on the command line changes the config, and is checked like it") {
  const Outcome wrong = mortise_program({"devices", "--set", "execution.thraeds=2"});
  CHECK(wrong.exit_code == 3);
  CHECK_THAT(wrong.err, Contains("threads"));
  CHECK(mortise_program({"devices", "--set", "execution.threads=2"}).exit_code == 0);
  CHECK(mortise_program({"devices", "--set", "nonsense"}).exit_code == 3);
}

TEST_CASE("new writes a plugin's project under the name that is given") {
  const TemporaryFolder folder;
  const Outcome outcome =
      mortise_program({"new", "format", "tiny_chain", "--templates", "plugin-sdk/templates",
                       "--directory", folder.path("project"), "--json"});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const json parsed = json::parse(outcome.out);
  CHECK(parsed["files"] == json{"CMakeLists.txt", "README.md", "manifest.json", "plugin.cpp",
                                "reader.cpp", "reader.hpp", "text.cpp", "text.hpp", "writer.cpp",
                                "writer.hpp"});
  for (const json& file : parsed["files"]) {
    const std::string text =
        mortise::tools::read_file(folder.path("project/" + file.get<std::string>()));
    CHECK_THAT(text, Contains("tiny_chain") || Contains("Tiny_chain"));
    CHECK_THAT(text, !Contains("acme") && !Contains("Acme"));
  }
}

TEST_CASE("new writes a backend in plain C when it is asked to") {
  const TemporaryFolder folder;
  const Outcome outcome =
      mortise_program({"new", "backend", "plain_npu", "--language", "c", "--templates",
                       "plugin-sdk/templates", "--directory", folder.path("project"), "--json"});
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const json parsed = json::parse(outcome.out);
  CHECK(parsed["language"] == "c");
  for (const json& file : parsed["files"]) {
    const auto name = file.get<std::string>();
    CHECK_THAT(name, !Contains(".cpp") && !Contains(".hpp"));
    const std::string text = mortise::tools::read_file(folder.path("project/" + name));
    CHECK_THAT(text, !Contains("acme", Catch::CaseSensitive::No));
  }
}

TEST_CASE("new overwrites nothing, and refuses a name or kind that cannot be") {
  const TemporaryFolder folder;
  folder.file("mine", "content");
  const auto refusal = [&](const std::string& kind, const std::string& name) {
    const Outcome outcome = mortise_program(
        {"new", kind, name, "--templates", "plugin-sdk/templates", "--directory", folder.path("")});
    CHECK(outcome.exit_code == 3);
    return outcome.err;
  };
  CHECK_THAT(refusal("pass", "fine"), Contains("is not empty"));
  CHECK_THAT(refusal("pass", "../up"), Contains("cannot be a plugin's name"));
  CHECK_THAT(refusal("pass", "Upper"), Contains("cannot be a plugin's name"));
  CHECK_THAT(refusal("pass", "class"), Contains("has a meaning in C"));
  CHECK_THAT(refusal("pass", ""), Contains("cannot be a plugin's name"));
  CHECK_THAT(refusal("boat", "fine"), Contains("no template for `boat`") && Contains("backend"));
  CHECK_THAT(refusal("backend_c", "fine"), Contains("no template for `backend_c`"));
  const Outcome lacking = mortise_program(
      {"new", "pass", "fine", "--language", "c", "--templates", "plugin-sdk/templates"});
  CHECK_THAT(lacking.err, Contains("no template for `pass` in C; there are: backend"));
  CHECK(mortise::tools::read_file(folder.path("mine")) == "content");
  const Outcome none = mortise_program({"new", "pass", "fine", "--templates", "/nonexistent"});
  CHECK(none.exit_code == 4);
}
