// A temporary folder of plugins whose manifests a test writes as it likes.
#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json.hpp>

#include "core/host/host.hpp"

namespace mortise::host::testing {

using Json = nlohmann::json;

class PluginFolder {
 public:
  PluginFolder();
  ~PluginFolder();
  PluginFolder(const PluginFolder&) = delete;
  PluginFolder& operator=(const PluginFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Settings that search this folder and no other.
  Settings settings() const;

  /// Copies a library into the folder, under the name `id`.so, with a manifest for it: an operator plugin that provides
  /// test::Echo; `changes` is merged over it (RFC 7396: null removes a key).
  void add(const std::string& id, const std::filesystem::path& library,
           const Json& changes = Json::object());
  /// The same with an empty library, for what is decided without reading it.
  void add_manifest(const std::string& id, const Json& changes = Json::object());
  /// Writes a file as it is.
  void write(const std::string& name, const std::string& content);
  /// Puts the hash of the library as it is now into its manifest.
  void update_hash(const std::string& id);

  std::filesystem::path library(const std::string& id) const { return path_ / (id + ".so"); }
  std::filesystem::path manifest(const std::string& id) const {
    return path_ / (id + ".mortise.json");
  }

 private:
  std::filesystem::path path_;
};

/// A library that the tests built: tests/plugins/CMakeLists.txt lists them.
std::filesystem::path test_library(const std::string& name);

std::string read_file(const std::filesystem::path& path);

}  // namespace mortise::host::testing
