// The plugin under test: its manifest, its library, and instances of it.
#pragma once

#include <mortise/abi/device.h>
#include <mortise/abi/operator.h>
#include <mortise/abi/plugin.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "plugin-sdk/conform/host.hpp"

namespace mortise::conform {

class OptionList;

/// Immutable once made; any thread.
class Subject {
 public:
  /// `path`: a manifest or a library. `options`: NAME=VALUE, the value as JSON or plain text; what is not named has the
  /// manifest's default. Loads nothing. Throws mortise::Error.
  Subject(const std::string& path, const std::vector<std::string>& options);
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;
  ~Subject();

  const std::string& id() const { return id_; }
  const std::string& version() const { return version_; }
  const std::string& manifest_path() const { return manifest_path_; }
  const std::string& library_path() const { return library_path_; }
  const nlohmann::json& manifest() const { return *manifest_; }
  bool provides(uint32_t interface_kind) const;

  /// Loads the library on first use. Throws Failure. This and query(): any thread.
  const mortise_plugin_description_t& description() const;
  /// Asks the library itself, each time. Throws Failure.
  const mortise_plugin_description_t* query() const;
  /// Null when the plugin does not provide that interface.
  template <class Table>
  const Table* table(uint32_t interface_kind) const {
    return static_cast<const Table*>(find_table(interface_kind));
  }
  const mortise_options_t* options() const;
  /// Those that were named, as a config has them.
  nlohmann::json given_options() const;

 private:
  const void* find_table(uint32_t interface_kind) const;

  std::string id_, version_, manifest_path_, library_path_;
  std::unique_ptr<nlohmann::json> manifest_, given_;
  std::unique_ptr<OptionList> options_;
  mutable std::once_flag loading_;
  mutable mortise_plugin_query_t query_ = nullptr;
  mutable const mortise_plugin_description_t* description_ = nullptr;
};

/// One instance, destroyed with this object. Init only.
class Instance {
 public:
  /// Throws Failure when it cannot be made.
  Instance(const Subject& subject, const mortise_host_t* host);
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;
  ~Instance() { subject_.description().destroy(plugin_); }

  const Subject& subject() const { return subject_; }
  mortise_plugin_t* get() const { return plugin_; }

 private:
  const Subject& subject_;
  mortise_plugin_t* plugin_ = nullptr;
};

}  // namespace mortise::conform
