// The host: finds plugins by their manifests, decides from the manifest and the file alone whether
// one may be loaded, loads it when something that it provides is asked for, and keeps the registry
// of what the instances provide.
//
// One Host per runtime: instances are the runtime's own, code is shared by the process. Any thread
// may call; plugins are never called with the host's lock held.
#pragma once

#include <mortise/abi/communicator.h>
#include <mortise/abi/device.h>
#include <mortise/abi/format.h>
#include <mortise/abi/operator.h>
#include <mortise/abi/pass.h>
#include <mortise/abi/plugin.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.hpp"
#include "core/config/options.hpp"

namespace mortise::host {

struct Environment;
struct Platform;

/// An interface of a loaded plugin: its table, and the instance to pass to it. Valid while the Host
/// lives.
template <class Table>
struct Provider {
  const Table* table = nullptr;
  mortise_plugin_t* plugin = nullptr;
  std::string plugin_id;
  uint64_t index = 0;  // which device or pass of the plugin
};

struct Settings {
  std::vector<std::string> plugin_paths;  // searched first, in this order (config and embedder)
  // MORTISE_PLUGIN_PATH, the library's own folder, the system folder
  bool search_defaults = true;
  // id → options object as JSON text, from the config; checked against the manifest's schema. An id
  // that no manifest has is an error of create; options that do not fit refuse their plugin.
  std::vector<std::pair<std::string, std::string>> plugin_options;
  // The same by what the plugin provides, "device:cpu" or "communicator:shm": the config's backends
  // and communicator. A claim that nobody makes is ignored here: find_device and its like say so.
  std::vector<std::pair<std::string, std::string>> claim_options;
  // Ids of plugins that are refused without a report of their conformance. One that is not installed is an error of create.
  std::vector<std::string> require_conformance;
};

/// One manifest, and what became of it.
struct PluginState {
  std::string id, version, manifest_path, library_path;
  // "device:cpu", "operator:Relu", "pass:gradient", "format:onnx", …
  std::vector<std::string> provides;
  std::string state;          // "found", "loaded", "refused"
  std::string cause, remedy;  // of a refusal
};

class Host {
 public:
  /// `services` is what instances are given; the host adds operator_find and dtype_find of its own.
  /// Its context must outlive the Host. Loads nothing. A manifest that is wrong is recorded as
  /// refused, not an error of create; a duplicate id is refused for both.
  static Result<std::unique_ptr<Host>> create(const Settings& settings,
                                              const mortise_host_t& services);
  /// The same for another environment and machine than this process's.
  static Result<std::unique_ptr<Host>> create(const Settings& settings,
                                              const mortise_host_t& services,
                                              const Environment& environment,
                                              const Platform& platform);
  ~Host();  // destroys all instances

  /// All plugins, sorted by id; `probe` loads each first.
  std::vector<PluginState> plugins(bool probe);
  /// Loads one plugin now, and compares its devices, which loading leaves alone, with what its manifest claims.
  Status load(std::string_view id);

  /// Each of these loads the plugins that claim the name in their manifests, and no other. The
  /// error says why the claimant could not be loaded, or that nobody provides the name (with a
  /// suggestion).
  Result<Provider<mortise_device_interface_t>> find_device(std::string_view kind, uint64_t index);
  Result<Provider<mortise_pass_interface_t>> find_pass(std::string_view name);
  /// Options for one run of a pass, checked against the schema in the manifest that claims it.
  /// Loads nothing.
  Result<config::OptionSet> pass_options(std::string_view name, std::string_view json) const;
  Result<Provider<mortise_communicator_interface_t>> find_communicator(std::string_view name);
  /// Whether exactly one usable plugin claims it. Loads nothing.
  Status check_communicator(std::string_view name) const;
  Status check_pass(std::string_view name) const;
  /// Whether some plugin claims the operator, "Relu" or "domain::Op". Loads nothing.
  Status check_operator(std::string_view name) const;
  /// By name of the file: extensions, then magic bytes, as manifests claim them.
  Result<Provider<mortise_format_interface_t>> find_format(const std::string& path);
  /// Newest form not above `version` (0: newest); null when nobody provides it (a refused claimant
  /// is logged once).
  const mortise_operator_t* find_operator(std::string_view domain, std::string_view op,
                                          uint32_t version);
  /// Why find_operator has nothing: the claimant's refusal, the versions that there are, or that
  /// nobody claims it.
  Status why_no_operator(std::string_view domain, std::string_view op, uint32_t version) const;
  /// Kernels from operator plugins for a device kind, that kind's own before "*"; null when there
  /// is none.
  const mortise_kernel_definition_t* find_kernel(std::string_view device_kind,
                                                 std::string_view domain, std::string_view op,
                                                 uint32_t version);
  const mortise_dtype_info_t* find_dtype(uint32_t dtype);
  /// Kinds of all devices that manifests provide, sorted.
  std::vector<std::string> device_kinds() const;

  /// The table handed to instances (and to the core's own use of it).
  const mortise_host_t& table() const;

 private:
  struct Impl;
  Host();
  std::unique_ptr<Impl> impl_;
};

}  // namespace mortise::host
