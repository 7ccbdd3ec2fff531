// The plugins of one host: their states, and the one place where a plugin is loaded. A plugin is loaded by the first
// thread that needs it, with no lock held; others that need it wait. A refusal is final for the host's life, unless memory
// was short.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/config/options.hpp"
#include "core/host/discovery.hpp"
#include "core/host/library.hpp"
#include "core/host/library_search.hpp"
#include "core/host/registry.hpp"

namespace mortise::host {

struct Plugin {
  enum class State { kFound, kLoading, kLoaded, kRefused };

  Found found;
  std::optional<config::OptionSet> options;
  bool must_conform = false;  // the config requires a report

  // Guarded by the set's mutex until the state is kLoaded, unchanged afterwards.
  State state = State::kFound;
  Refusal refusal;
  std::thread::id loader;  // while the state is kLoading
  Library library;
  mortise_plugin_t* instance = nullptr;

  template <class Table>
  const Table* table(uint32_t kind) const {
    return static_cast<const Table*>(library.tables[kind]);
  }
};

class PluginSet {
 public:
  PluginSet(std::vector<std::unique_ptr<Plugin>> plugins, const Environment& environment);
  /// Destroys the instances, the last created first. What an instance asks for meanwhile is not
  /// found: it may be gone already.
  ~PluginSet();

  /// The table that instances are given; before the first load.
  void set_table(const mortise_host_t* table) { table_ = table; }

  const std::vector<std::unique_ptr<Plugin>>& all() const { return plugins_; }
  Registry& registry() { return registry_; }

  /// Success when the plugin is loaded, now or before; else why it cannot be.
  Status load(Plugin& plugin);
  /// State and refusal, as they are at the moment.
  std::pair<Plugin::State, Refusal> look_at(const Plugin& plugin) const;

  void log(uint32_t level, std::string_view message) const;

 private:
  Status wait_for_loader(Plugin& plugin, std::unique_lock<std::mutex>& lock);
  Status try_to_load(Plugin& plugin, std::vector<std::string>& warnings, Refusal& refusal) noexcept;
  Verdict check_and_create(Plugin& plugin, Contents& contents);
  Verdict create(Plugin& plugin);
  void destroy(Plugin& plugin) const;
  const LibrarySearch& search();

  const std::vector<std::unique_ptr<Plugin>> plugins_;  // sorted by id
  const std::string library_path_;
  const mortise_host_t* table_ = nullptr;
  Registry registry_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Plugin*> created_;
  std::map<std::thread::id, const Plugin*> waiting_;
  std::once_flag search_made_;
  std::optional<LibrarySearch> search_;
  bool privileged_;
  bool stopping_ = false;
};

}  // namespace mortise::host
