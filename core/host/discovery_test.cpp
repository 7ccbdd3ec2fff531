#include "core/host/discovery.hpp"

#include <unistd.h>

#include <filesystem>

#include <catch2/catch.hpp>

#include "core/host/testing/plugin_folder.hpp"

using namespace mortise;
using namespace mortise::host;
using namespace mortise::host::testing;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> ids(const Discovery& discovery) {
  std::vector<std::string> all;
  for (const Found& found : discovery.found) all.push_back(found.id);
  return all;
}

Discovery find(const Settings& settings, const Environment& environment) {
  return discover(settings, environment, current_platform());
}

}  // namespace

TEST_CASE("every folder is searched: the settings', the environment's, the library's own") {
  PluginFolder config, environment_folder, own;
  config.add_manifest("c");
  environment_folder.add_manifest("a");
  own.add_manifest("b");
  Environment environment;
  environment.plugin_path = environment_folder.path();
  environment.folders = {own.path()};
  Settings settings;
  settings.plugin_paths = {config.path()};
  CHECK(ids(find(settings, environment)) == std::vector<std::string>{"a", "b", "c"});
  settings.search_defaults = false;
  CHECK(ids(find(settings, environment)) == std::vector<std::string>{"c"});
}

TEST_CASE("a relative or empty entry is not searched, with a warning") {
  Environment environment;
  environment.plugin_path =
      GENERATE(as<std::string>(), ".", "configs", "/nonexistent:", ":/nonexistent", "a::b");
  const Discovery discovery = find({}, environment);
  CHECK(discovery.found.empty());
  REQUIRE(!discovery.warnings.empty());
  CHECK_THAT(discovery.warnings[0] + discovery.warnings.back(),
             Catch::Contains("it must be an absolute path"));
}

TEST_CASE("no environment variable means no warning") {
  CHECK(find({}, {}).warnings.empty());
  Environment environment;
  environment.folders = {"/nonexistent/mortise/plugins"};
  CHECK(find({}, environment).warnings.empty());
}

TEST_CASE("a folder that somebody names and that is missing is a warning") {
  Settings settings;
  settings.plugin_paths = {"/nonexistent/plugins"};
  const Discovery discovery = find(settings, {});
  REQUIRE(discovery.warnings.size() == 1);
  CHECK_THAT(discovery.warnings[0], Catch::Contains("/nonexistent/plugins is not searched"));
}

TEST_CASE("a folder that cannot be read is a warning, whoever named it") {
  PluginFolder folder;
  folder.write("file", "no folder");
  Settings settings;
  Environment environment;
  if (GENERATE(true, false)) {
    settings.plugin_paths = {folder.path() / "file"};
  } else {
    environment.folders = {folder.path() / "file"};
  }
  const Discovery discovery = find(settings, environment);
  REQUIRE(discovery.warnings.size() == 1);
  CHECK_THAT(discovery.warnings[0], Catch::Contains((folder.path() / "file").string()) &&
                                        Catch::Contains("cannot be read"));
}

TEST_CASE("a folder that is named twice, or by a link, is searched once") {
  PluginFolder folder, links;
  folder.add_manifest("a");
  fs::create_directory_symlink(folder.path(), links.path() / "link");
  Settings settings;
  settings.plugin_paths = {folder.path(), links.path() / "link", folder.path().string() + "/"};
  const Discovery discovery = find(settings, {});
  REQUIRE(discovery.found.size() == 1);
  CHECK_FALSE(discovery.found[0].refusal);
}

TEST_CASE("other files in a plugin folder are left alone") {
  PluginFolder folder;
  folder.write("README.md", "text");
  folder.write(".mortise.json", "{}");
  folder.write("a.json", "{}");
  fs::create_directory(folder.path() / "sub");
  CHECK(find(folder.settings(), {}).found.empty());
}

TEST_CASE("a privileged process takes only what belongs to root") {
  PluginFolder folder;
  folder.add_manifest("a");
  Environment environment;
  environment.privileged = true;
  if (geteuid() == 0) {
    // Root's own folder is fine as it is; somebody else's is not.
    CHECK_FALSE(find(folder.settings(), environment).found[0].refusal);
    REQUIRE(chown(folder.path().c_str(), 65534, 65534) == 0);
  }
  const Discovery discovery = find(folder.settings(), environment);
  REQUIRE(discovery.found.size() == 1);
  REQUIRE(discovery.found[0].refusal);
  CHECK(discovery.found[0].refusal->code == MORTISE_STATUS_PERMISSION_DENIED);
  CHECK_THAT(discovery.found[0].refusal->cause, Catch::Contains("does not belong to root alone"));
}

TEST_CASE("a file that is no manifest is refused under its file's name and takes nobody down") {
  PluginFolder folder, other;
  folder.write("a.mortise.json", "[]");
  other.add_manifest("a");
  Settings settings;
  settings.plugin_paths = {folder.path(), other.path()};
  const Discovery discovery = find(settings, {});
  REQUIRE(discovery.found.size() == 2);
  CHECK(discovery.found[0].refusal);
  CHECK_FALSE(discovery.found[1].refusal);
}

TEST_CASE("the environment of this process names the folders beside the library and the system's") {
  const Environment environment = current_environment();
  REQUIRE(environment.folders.size() >= 3);
  CHECK(environment.folders.back() == "/usr/lib/mortise/plugins");
  for (const std::string& folder : environment.folders) CHECK(folder.front() == '/');
  CHECK_FALSE(environment.privileged);
}
