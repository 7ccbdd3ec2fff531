// Every way in which a plugin can be broken: one clear cause, one remedy, and a good plugin beside it runs on.
#include <elf.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "core/host/examination.hpp"
#include "core/host/testing/fake_services.hpp"
#include "core/host/testing/plugin_folder.hpp"

using namespace mortise;
using namespace mortise::host;
using namespace mortise::host::testing;

namespace {

namespace fs = std::filesystem;

constexpr const char* kBroken = "broken";
const Json kOtherOperator = {{"provides", {{"operators", {"test::Other"}}}}};

PluginState state_of(const std::vector<PluginState>& states, const std::string& id) {
  const auto found = std::find_if(states.begin(), states.end(),
                                  [&](const PluginState& state) { return state.id == id; });
  REQUIRE(found != states.end());
  return *found;
}

// `code` is empty where only loading shows what is wrong.
void check_examination(const PluginFolder& folder, const std::string& code,
                       const std::string& cause, const std::string& remedy) {
  const Examination examination = examine(folder.manifest(kBroken));
  const auto& findings = examination.findings;
  const auto error = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity == Finding::kError;
  });
  REQUIRE((error == findings.end()) == code.empty());
  if (code.empty()) return;
  CHECK(error->code == code);
  CHECK_THAT(error->sentence, Catch::Contains(cause));
  CHECK_THAT(error->remedy, Catch::Contains(remedy));
}

// Examines `broken`; loads everything in the folder; checks the refusal of `broken`, and that `good` does its work all
// the same.
void check_refusal(PluginFolder& folder, const std::string& code, const std::string& cause,
                   const std::string& remedy, Settings settings = {}) {
  // The doctor sees no config.
  if (settings.plugin_options.empty()) check_examination(folder, code, cause, remedy);
  folder.add("good", test_library("good"));
  const FakeServices services;
  const Settings searched = folder.settings();
  settings.plugin_paths = searched.plugin_paths;
  settings.search_defaults = false;
  auto host = Host::create(settings, services.table());
  REQUIRE(host.ok());

  const PluginState broken = state_of((*host)->plugins(true), kBroken);
  CHECK(broken.state == "refused");
  CHECK_THAT(broken.cause, Catch::Contains(cause));
  CHECK_THAT(broken.remedy, Catch::Contains(remedy));
  CHECK(broken.cause.find('\n') == std::string::npos);
  const std::vector<std::string> messages = services.messages();
  const auto about = std::count_if(
      messages.begin(), messages.end(),
      [](const std::string& message) { return message.find("`broken`") != std::string::npos; });
  CHECK(about == 1);

  CHECK(state_of((*host)->plugins(false), "good").state == "loaded");
  CHECK((*host)->find_operator("test", "Echo", 0) != nullptr);
}

void overwrite(const fs::path& path, size_t offset, const void* data, size_t size) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(offset));
  file.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
  REQUIRE(file);
}

/// While it lives, the process gets no more than `bytes` of address space beyond what it has.
class AddressSpaceLimit {
 public:
  explicit AddressSpaceLimit(uint64_t bytes) {
    uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    REQUIRE(pages > 0);
    REQUIRE(getrlimit(RLIMIT_AS, &before_) == 0);
    rlimit limit = before_;
    limit.rlim_cur = pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) + bytes;
    REQUIRE(setrlimit(RLIMIT_AS, &limit) == 0);
  }
  ~AddressSpaceLimit() { setrlimit(RLIMIT_AS, &before_); }

 private:
  rlimit before_{};
};

void add_built(PluginFolder& folder, const std::string& name) {
  folder.add(kBroken, test_library(name), kOtherOperator);
}

}  // namespace

TEST_CASE("a library without the query symbol is refused") {
  PluginFolder folder;
  add_built(folder, "no_query");
  check_refusal(folder, "query-missing", "does not export mortise_plugin_query",
                "mortise_add_plugin");
}

TEST_CASE("a plugin of another major version is refused") {
  PluginFolder folder;
  add_built(folder, "other_major");
  check_refusal(folder, "", "the plugin's ABI is version 7.1, and the core speaks 0.1",
                "build the plugin against the headers of this version of Mortise");
}

TEST_CASE("a plugin whose manifest names another interface version is refused unopened") {
  PluginFolder folder;
  folder.add_manifest(kBroken, {{"interfaces", {{"operator", "3.2"}}}});
  check_refusal(folder, "interface-unfit",
                "speaks version 3.2 of the operator interface, and the core 0.1",
                "install the plugin's build for this version of Mortise");
}

TEST_CASE("a plugin built from a changed header is refused") {
  PluginFolder folder;
  add_built(folder, "forked");
  check_refusal(folder, "", "another fingerprint: it was built from changed headers",
                "build the plugin against the headers of this version of Mortise");
}

TEST_CASE(
    "a library that finds no memory is refused as that, and loaded when there is memory again") {
  PluginFolder folder;
  folder.add("huge", test_library("huge"));
  const FakeServices services;
  auto host = Host::create(folder.settings(), services.table());
  REQUIRE(host.ok());
  {
    const AddressSpaceLimit limit(uint64_t{256} << 20);  // the library wants four times that
    const Status refused = (*host)->load("huge");
    CHECK(refused.code() == MORTISE_STATUS_OUT_OF_MEMORY);
    CHECK((refused.flags() & MORTISE_STATUS_FLAG_RETRYABLE) != 0);
    CHECK_THAT(std::string(refused.message()),
               Catch::Contains("plugin `huge`: there is no memory left to load the library: ") &&
                   Catch::Contains("huge.so: failed to map segment from shared object; free") &&
                   Catch::Contains("ulimit -v"));
    CHECK((*host)->find_operator("test", "Echo", 0) == nullptr);
    CHECK((*host)->why_no_operator("test", "Echo", 0).code() == MORTISE_STATUS_OUT_OF_MEMORY);
  }
  CHECK((*host)->load("huge").ok());
  CHECK((*host)->find_operator("test", "Echo", 0) != nullptr);
}

TEST_CASE("a truncated library is refused, wherever it ends") {
  const auto size = fs::file_size(test_library("good"));
  const auto kept = GENERATE_COPY(size - 1, size / 2, uintmax_t{4096}, uintmax_t{100});
  PluginFolder folder;
  folder.add(kBroken, test_library("good"), kOtherOperator);
  fs::resize_file(folder.library(kBroken), kept);
  folder.update_hash(kBroken);
  check_refusal(folder, "library-damaged", "truncated", "reinstall the plugin");
}

TEST_CASE("a library of a few bytes is no library") {
  PluginFolder folder;
  folder.add(kBroken, test_library("good"), kOtherOperator);
  const auto kept = GENERATE(0u, 3u, 20u);
  fs::resize_file(folder.library(kBroken), kept);
  folder.update_hash(kBroken);
  check_refusal(folder, "library-damaged", "is no ELF file", "reinstall the plugin");
}

TEST_CASE("a library that needs a missing library is refused") {
  PluginFolder folder;
  add_built(folder, "needs_missing");
  check_refusal(folder, "dependency-missing",
                "needs the library libmortise_test_missing.so, which is not on this system",
                "install the package that has libmortise_test_missing.so");
}

TEST_CASE("a manifest that names a missing library is refused with its driver as remedy") {
  PluginFolder folder;
  Json changes = kOtherOperator;
  changes["needs"] = {{"libraries", {"libnosuchdriver.so.1"}}, {"driver", "the Nosuch driver 12"}};
  folder.add(kBroken, test_library("good"), changes);
  check_refusal(folder, "dependency-missing", "needs the library libnosuchdriver.so.1",
                "install the Nosuch driver 12");
}

TEST_CASE("a library of another architecture is refused") {
  PluginFolder folder;
  folder.add(kBroken, test_library("good"), kOtherOperator);
  const Elf64_Half machine = EM_PPC64;
  overwrite(folder.library(kBroken), offsetof(Elf64_Ehdr, e_machine), &machine, sizeof(machine));
  folder.update_hash(kBroken);
  check_refusal(folder, "library-foreign", "is for ppc64 (64-bit), and this process is",
                "install the plugin's");
}

TEST_CASE("a manifest for another platform is refused unopened") {
  PluginFolder folder;
  folder.add_manifest(kBroken, {{"platform", {{"os", "plan9"}, {"arch", "pdp11"}}}});
  check_refusal(folder, "platform-unfit", "is built for plan9 on pdp11, and this is",
                "install the plugin's");
}

TEST_CASE("a plugin that needs a CPU feature that is absent is refused unopened") {
  PluginFolder folder;
  folder.add_manifest(kBroken, {{"cpu_features", {"warp_drive"}}});
  check_refusal(folder, "platform-unfit", "needs the CPU feature `warp_drive`",
                "install a build for this CPU");
}

TEST_CASE("a plugin that throws in its query is refused") {
  PluginFolder folder;
  add_built(folder, "throws");
  check_refusal(folder, "", "its query threw an exception: no licence found",
                "report it to the plugin's author");
}

TEST_CASE("a plugin that returns garbage sizes is refused") {
  PluginFolder folder;
  SECTION("of its description") {
    add_built(folder, "garbage_sizes");
    check_refusal(folder, "", "the description says that it is 16045690984833335023 bytes long",
                  "report");
  }
  SECTION("of a table") {
    folder.add("garbage_table", test_library("garbage_table"));
    const FakeServices services;
    auto host = Host::create(folder.settings(), services.table());
    REQUIRE(host.ok());
    CHECK_THAT((*host)->plugins(true).front().cause,
               Catch::Contains("the operator table says that it is 16045690984833335023 bytes"));
  }
}

TEST_CASE("a library that is not the manifest's is refused before it is loaded") {
  PluginFolder folder;
  folder.add(kBroken, test_library("good"), kOtherOperator);
  fs::copy_file(test_library("throws"), folder.library(kBroken),
                fs::copy_options::overwrite_existing);
  check_refusal(folder, "hash-differs", "is not the one that the manifest was made for (sha256 ",
                "reinstall the plugin");
}

TEST_CASE("what every user can write is refused") {
  PluginFolder folder;
  folder.add(kBroken, test_library("good"), kOtherOperator);
  const fs::path path = GENERATE(0, 1) == 0 ? folder.library(kBroken) : folder.manifest(kBroken);
  fs::permissions(path, fs::perms::others_write, fs::perm_options::add);
  check_refusal(folder, path == folder.library(kBroken) ? "library-file" : "not-trusted",
                path.string() + " can be written by every user", "chmod o-w " + path.string());
}

TEST_CASE("a folder that every user can write is refused as a whole") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  fs::permissions(folder.path(), fs::perms::others_write, fs::perm_options::add);
  const FakeServices services;
  auto host = Host::create(folder.settings(), services.table());
  REQUIRE(host.ok());
  const std::vector<PluginState> states = (*host)->plugins(true);
  REQUIRE(states.size() == 1);
  CHECK(states[0].state == "refused");
  CHECK_THAT(states[0].cause,
             Catch::Contains(folder.path().string() + " can be written by every user"));
  CHECK_FALSE(services.logged("created good"));
}

TEST_CASE("two plugins with one id are both refused, and both named") {
  PluginFolder folder;
  folder.add("good", test_library("good"));
  folder.add("first", test_library("neighbour"), {{"id", kBroken}});
  folder.add("second", test_library("neighbour"), {{"id", kBroken}});
  const FakeServices services;
  auto host = Host::create(folder.settings(), services.table());
  REQUIRE(host.ok());
  const std::vector<PluginState> states = (*host)->plugins(true);
  REQUIRE(states.size() == 3);
  for (size_t i : {0, 1}) {
    CHECK(states[i].state == "refused");
    CHECK_THAT(states[i].cause, Catch::Contains(folder.manifest("first").string()) &&
                                    Catch::Contains(folder.manifest("second").string()));
    CHECK(states[i].remedy == "remove one of the two");
  }
  CHECK(states[2].state == "loaded");
}

TEST_CASE("a manifest that breaks the schema is refused with the position") {
  PluginFolder folder;
  SECTION("an unknown key") {
    folder.add_manifest(kBroken, {{"provide", Json::object()}});
    check_refusal(folder, "manifest-invalid", "unknown key; did you mean `provides`?",
                  "correct the manifest");
  }
  SECTION("a missing key") {
    folder.add_manifest(kBroken, {{"sha256", nullptr}});
    check_refusal(folder, "manifest-invalid",
                  "broken.mortise.json:1:1: the key `sha256` is missing", "correct the manifest");
  }
  SECTION("no JSON at all") {
    folder.write("broken.mortise.json", "{\n  \"id\": broken\n}");
    check_refusal(folder, "manifest-invalid", "broken.mortise.json:2:9: not valid JSON",
                  "correct the manifest");
  }
  SECTION("a library elsewhere") {
    folder.add_manifest(kBroken, {{"library", "../../etc/passwd"}});
    check_refusal(folder, "manifest-invalid",
                  "/library: must be the name of a file in the manifest's own folder",
                  "correct the manifest");
  }
}

TEST_CASE("a link out of the manifest's folder is refused") {
  PluginFolder folder;
  folder.add_manifest(kBroken);
  fs::remove(folder.library(kBroken));
  fs::create_symlink(test_library("good"), folder.library(kBroken));
  check_refusal(folder, "library-file", "outside the manifest's folder",
                "put the library itself beside the manifest");
}

TEST_CASE("a missing library is refused") {
  PluginFolder folder;
  folder.add_manifest(kBroken);
  fs::remove(folder.library(kBroken));
  check_refusal(folder, "library-file", "broken.so is missing", "reinstall the plugin");
}

TEST_CASE("options that a plugin does not know are refused with a suggestion") {
  PluginFolder folder;
  folder.add_manifest(kBroken, {{"options", {{"threads", {{"type", "integer"}, {"minimum", 1}}}}}});
  Settings settings;
  SECTION("an unknown name") {
    settings.plugin_options = {{kBroken, R"({"thread": 2})"}};
    check_refusal(folder, "", "/thread: unknown key; did you mean `threads`?",
                  "correct these options in the config", settings);
  }
  SECTION("a wrong type") {
    settings.plugin_options = {{kBroken, R"({"threads": "two"})"}};
    check_refusal(folder, "", "/threads: must be an integer, not `\"two\"`",
                  "correct these options in the config", settings);
  }
  SECTION("out of range") {
    settings.plugin_options = {{kBroken, R"({"threads": 0})"}};
    check_refusal(folder, "", "/threads: must be at least 1", "correct these options in the config",
                  settings);
  }
}

TEST_CASE("a plugin that claims what it does not provide is refused") {
  PluginFolder folder;
  folder.add(kBroken, test_library("neighbour"),
             {{"id", "neighbour"}, {"provides", {{"operators", {"test::Echo", "test::Missing"}}}}});
  const FakeServices services;
  auto host = Host::create(folder.settings(), services.table());
  REQUIRE(host.ok());
  const std::vector<PluginState> states = (*host)->plugins(true);
  CHECK(states[0].state == "refused");
  CHECK_THAT(
      states[0].cause,
      Catch::Contains("claims the operator `test::Missing`, which the library does not provide"));
  CHECK(services.logged("destroyed neighbour"));
}

TEST_CASE("a library whose id is not the manifest's is refused") {
  PluginFolder folder;
  folder.add(kBroken, test_library("neighbour"), kOtherOperator);
  check_refusal(folder, "",
                "the library says that its id is `neighbour`, and the manifest says `broken`",
                "reinstall the plugin");
}

TEST_CASE("plugins that go wrong after the handshake's first steps are refused") {
  const auto [name, cause] = GENERATE(table<std::string, std::string>({
      {"unknown_member", "the description: the byte at offset " +
                             std::to_string(sizeof(mortise_plugin_description_t)) + " is set"},
      {"missing_function", "the operator table lacks the required function `operator_count`"},
      {"fails_to_create", "its creation failed: the accelerator is on fire"},
      {"garbage_status", "a plugin returned a malformed status: there is no such code"},
      {"garbage_count", "counts 9223372036854775808 operators"},
      {"null_operator", "has no operator number 0"},
      {"garbage_operator", "operator number 0: struct_size is 24"},
      {"null_dtype", "number 0"},
  }));
  PluginFolder folder;
  folder.add("good", test_library("good"));
  folder.add(name, test_library(name));
  const FakeServices services;
  auto host = Host::create(folder.settings(), services.table());
  REQUIRE(host.ok());
  const PluginState state = state_of((*host)->plugins(true), name);
  CHECK(state.state == "refused");
  CHECK_THAT(state.cause, Catch::Contains(cause));
  CHECK_FALSE(state.remedy.empty());
  CHECK(state_of((*host)->plugins(false), "good").state == "loaded");
}
