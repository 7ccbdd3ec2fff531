#include "core/host/testing/plugin_folder.hpp"

#include <sodium.h>
#include <stdlib.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "core/host/platform.hpp"

namespace mortise::host::testing {
namespace {

namespace fs = std::filesystem;

std::string sha256_of(const std::string& content) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(content.data()),
                     content.size());
  char text[2 * sizeof(digest) + 1];
  return sodium_bin2hex(text, sizeof(text), digest, sizeof(digest));
}

}  // namespace

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

fs::path test_library(const std::string& name) {
  const char* build = std::getenv("MORTISE_BUILD_DIR");
  if (build == nullptr)
    throw std::runtime_error("MORTISE_BUILD_DIR is not set; run the tests by ctest");
  return fs::path(build) / "tests" / "plugins" / ("libmortise_test_" + name + ".so");
}

PluginFolder::PluginFolder() {
  std::string pattern = (fs::temp_directory_path() / "mortise_test_XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
  path_ = fs::canonical(pattern);
}

PluginFolder::~PluginFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

Settings PluginFolder::settings() const {
  Settings settings;
  settings.plugin_paths = {path_};
  settings.search_defaults = false;
  return settings;
}

void PluginFolder::write(const std::string& name, const std::string& content) {
  std::ofstream file(path_ / name, std::ios::binary);
  file << content;
  if (!file) throw std::runtime_error("cannot write " + name);
}

void PluginFolder::add(const std::string& id, const fs::path& library, const Json& changes) {
  const Platform platform = current_platform();
  const std::string content = library.empty() ? std::string() : read_file(library);
  write(id + ".so", content);
  Json manifest = {{"id", id},
                   {"version", "1.0.0"},
                   {"interfaces", {{"operator", "0.1"}}},
                   {"provides", {{"operators", {"test::Echo"}}}},
                   {"library", id + ".so"},
                   {"sha256", sha256_of(content)},
                   {"platform", {{"os", platform.os}, {"arch", platform.arch}}}};
  manifest.merge_patch(changes);
  write(id + ".mortise.json", manifest.dump(2));
}

void PluginFolder::add_manifest(const std::string& id, const Json& changes) {
  add(id, {}, changes);
}

void PluginFolder::update_hash(const std::string& id) {
  Json json = Json::parse(read_file(manifest(id)));
  json["sha256"] = sha256_of(read_file(library(id)));
  write(id + ".mortise.json", json.dump(2));
}

}  // namespace mortise::host::testing
