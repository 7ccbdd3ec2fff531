// Each plugin that is broken is mended by doing what doctor says, and by nothing else.
#include <elf.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "core/host/testing/plugin_folder.hpp"
#include "tests/cli/program.hpp"

using namespace mortise::tests;
using namespace mortise::host::testing;

namespace {

namespace fs = std::filesystem;

// The plugin in the folder, whole before the fault.
constexpr const char* kId = "mended";
const Json kThreads = {{"options", {{"threads", {{"type", "integer"}, {"minimum", 1}}}}}};

struct Fault {
  std::string name;
  std::string code;      // what doctor calls it
  std::string sentence;  // a part of what it says
  std::string remedy;    // a part of what is to be done
  std::function<void(PluginFolder&)> make;
  std::function<void(PluginFolder&)> follow;  // does what the remedy says
  std::vector<std::string> options = {};      // of the plugin
  std::vector<std::string> right_options = {};
};

// ---- what breaks a plugin ----

void replace_library(PluginFolder& folder, const std::string& name) {
  fs::copy_file(test_library(name), folder.library(kId), fs::copy_options::overwrite_existing);
}

std::function<void(PluginFolder&)> build_of(const std::string& name) {
  return [name](PluginFolder& folder) {
    replace_library(folder, name);
    folder.update_hash(kId);
  };
}

void need_missing(PluginFolder& folder) {
  folder.add(kId, test_library("needs_missing"), {{"id", "needs_missing"}});
}

std::function<void(PluginFolder&)> manifest_with(const Json& changes) {
  return [changes](PluginFolder& folder) { folder.add(kId, test_library(kId), changes); };
}

// A plugin of devices, whose manifest claims these kinds.
std::function<void(PluginFolder&)> devices_of(const Json& kinds) {
  return [kinds](PluginFolder& folder) {
    const fs::path build = test_library(kId).parent_path() / "simulated";
    Json changes = Json::parse(read_file(build / "simulated.mortise.json"));
    for (const char* key : {"library", "sha256"}) changes.erase(key);
    changes["provides"] = {{"devices", kinds}, {"operators", nullptr}};
    changes["interfaces"]["operator"] = nullptr;
    folder.add(kId, build / "libmortise_simulated.so", changes);
  };
}

void truncate(PluginFolder& folder) {
  fs::resize_file(folder.library(kId), fs::file_size(folder.library(kId)) / 2);
  folder.update_hash(kId);
}

void name_another_machine(PluginFolder& folder) {
  std::fstream file(folder.library(kId), std::ios::binary | std::ios::in | std::ios::out);
  const Elf64_Half machine = EM_PPC64;
  file.seekp(offsetof(Elf64_Ehdr, e_machine));
  file.write(reinterpret_cast<const char*>(&machine), sizeof(machine));
  file.close();
  folder.update_hash(kId);
}

void open_to_all(PluginFolder& folder) {
  fs::permissions(folder.library(kId), fs::perms::others_write, fs::perm_options::add);
}

void add_twin(PluginFolder& folder) { folder.add("twin", test_library(kId), {{"id", kId}}); }

void link_library(PluginFolder& folder) {
  fs::remove(folder.library(kId));
  fs::create_symlink(test_library(kId), folder.library(kId));
}

// ---- what mends it ----

// Another build of the same plugin, with its manifest: what an author makes, or a user installs.
void reinstall(PluginFolder& folder) {
  fs::remove(folder.library(kId));
  folder.add(kId, test_library(kId));
}

void take_rights(PluginFolder& folder) {
  fs::permissions(folder.library(kId), fs::perms::others_write, fs::perm_options::remove);
}

void remove_twin(PluginFolder& folder) {
  fs::remove(folder.manifest("twin"));
  fs::remove(folder.library("twin"));
}

// The library that was missing is installed beside the plugin.
void install_missing(PluginFolder& folder) {
  fs::copy_file(test_library(kId).parent_path() / "missing" / "libmortise_test_missing.so",
                folder.path() / "libmortise_test_missing.so");
}

const std::vector<Fault>& faults() {
  static const std::vector<Fault> all = {
      {"missing symbol", "query-missing", "does not export mortise_plugin_query",
       "mortise_add_plugin", build_of("no_query"), reinstall},
      {"wrong major", "load-refused", "ABI is version 7.1", "build the plugin against the headers",
       build_of("other_major"), reinstall},
      {"wrong interface version", "interface-unfit", "version 3.2 of the operator interface",
       "install the plugin's build for this version",
       manifest_with({{"interfaces", {{"operator", "3.2"}}}}), reinstall},
      {"forked header", "load-refused", "another fingerprint",
       "build the plugin against the headers", build_of("forked"), reinstall},
      {"truncated library", "library-damaged", "truncated", "reinstall the plugin", truncate,
       reinstall},
      {"missing dependency", "dependency-missing", "needs the library libmortise_test_missing.so",
       "install the package that has libmortise_test_missing.so", need_missing, install_missing},
      {"wrong architecture", "library-foreign", "is for ppc64", "install the plugin's",
       name_another_machine, reinstall},
      {"absent CPU feature", "platform-unfit", "needs the CPU feature `warp_drive`",
       "install a build for this CPU", manifest_with({{"cpu_features", {"warp_drive"}}}),
       reinstall},
      {"throws in query", "load-refused", "its query threw an exception: no licence found",
       "report it to the plugin's author", build_of("throws"), reinstall},
      {"garbage sizes", "load-refused", "16045690984833335023 bytes", "report",
       build_of("garbage_sizes"), reinstall},
      {"wrong hash", "hash-differs", "is not the one that the manifest was made for",
       "reinstall the plugin", [](PluginFolder& folder) { replace_library(folder, "good"); },
       reinstall},
      {"missing library", "library-file", "is missing", "reinstall the plugin",
       [](PluginFolder& folder) { fs::remove(folder.library(kId)); }, reinstall},
      {"link out of the folder", "library-file", "outside the manifest's folder",
       "put the library itself beside the manifest", link_library, reinstall},
      {"world-writable", "library-file", "can be written by every user", "chmod o-w", open_to_all,
       take_rights},
      {"duplicate id", "load-refused", "twin.mortise.json", "remove one of the two", add_twin,
       remove_twin},
      {"schema violation", "manifest-invalid", "did you mean `provides`?", "correct the manifest",
       manifest_with({{"provide", Json::object()}}), manifest_with(Json::object())},
      {"another device", "load-refused", "claims the device `npu`, which the library does not",
       "bring the manifest's `provides` up to date", devices_of({"npu"}),
       devices_of({"simulated", "simulated_host"})},
      {"unknown option",
       "load-refused",
       "/thread: unknown key; did you mean `threads`?",
       "correct these options",
       manifest_with(kThreads),
       [](PluginFolder&) {},
       {"thread=2"},
       {"threads=2"}},
      {"option out of range",
       "load-refused",
       "/threads: must be at least 1",
       "correct these options",
       manifest_with(kThreads),
       [](PluginFolder&) {},
       {"threads=0"},
       {"threads=1"}},
  };
  return all;
}

Outcome doctor(const PluginFolder& folder, const std::vector<std::string>& options) {
  std::vector<std::string> words = {"doctor", folder.manifest(kId), "--json"};
  for (const std::string& option : options) words.insert(words.end(), {"--option", option});
  return mortise_program(words);
}

std::vector<Json> errors_of(const Outcome& outcome) {
  INFO(outcome.out << outcome.err);
  std::vector<Json> errors;
  const Json document = Json::parse(outcome.out);
  for (const Json& finding : document["findings"]) {
    if (finding["severity"] == "error") errors.push_back(finding);
  }
  return errors;
}

}  // namespace

TEST_CASE("doctor's remedy mends what it is for") {
  const size_t number = GENERATE(range(size_t{0}, faults().size()));
  const Fault& fault = faults()[number];
  INFO(fault.name);
  PluginFolder folder;
  folder.add(kId, test_library(kId));
  REQUIRE(doctor(folder, {}).exit_code == 0);

  fault.make(folder);
  const Outcome broken = doctor(folder, fault.options);
  CHECK(broken.exit_code == 4);
  const std::vector<Json> errors = errors_of(broken);
  REQUIRE(errors.size() == 1);
  CHECK(errors[0]["code"] == fault.code);
  CHECK_THAT(errors[0]["sentence"].get<std::string>(), Catch::Contains(fault.sentence));
  CHECK_THAT(errors[0]["remedy"].get<std::string>(), Catch::Contains(fault.remedy));

  fault.follow(folder);
  const Outcome mended = doctor(folder, fault.right_options);
  CHECK(errors_of(mended).empty());
  CHECK(mended.exit_code == 0);
}

TEST_CASE("an option of a plugin needs a name and a value") {
  PluginFolder folder;
  folder.add(kId, test_library(kId));
  for (const std::string word : {"threads", "=2"}) {
    const Outcome outcome = doctor(folder, {word});
    CHECK(outcome.exit_code == 3);
    CHECK_THAT(outcome.err, Catch::Contains("--option " + word + ": write NAME=VALUE"));
  }
}
