#include "core/host/plugin_set.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/host/conformance.hpp"
#include "core/host/elf_check.hpp"
#include "core/host/firewall.hpp"
#include "core/host/integrity.hpp"

namespace mortise::host {
namespace {

// Memory may come back.
bool is_final(const Plugin& plugin) { return plugin.refusal.code != MORTISE_STATUS_OUT_OF_MEMORY; }

}  // namespace

PluginSet::PluginSet(std::vector<std::unique_ptr<Plugin>> plugins, const Environment& environment)
    : plugins_(std::move(plugins)),
      library_path_(environment.library_path),
      privileged_(environment.privileged) {
  for (const auto& plugin : plugins_) {
    if (!plugin->found.refusal) continue;
    plugin->state = Plugin::State::kRefused;
    plugin->refusal = *plugin->found.refusal;
  }
  created_.reserve(plugins_.size());  // so that noting an instance cannot fail
}

PluginSet::~PluginSet() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  registry_.clear();
  for (auto plugin = created_.rbegin(); plugin != created_.rend(); ++plugin) destroy(**plugin);
}

void PluginSet::log(uint32_t level, std::string_view message) const {
  if (table_ != nullptr) table_->log(table_->context, level, to_abi(message));
}

std::pair<Plugin::State, Refusal> PluginSet::look_at(const Plugin& plugin) const {
  const std::lock_guard lock(mutex_);
  return {plugin.state, plugin.refusal};
}

// Built at the first load: listing plugins needs none of it.
const LibrarySearch& PluginSet::search() {
  std::call_once(search_made_, [&] { search_.emplace(library_path_); });
  return *search_;
}

Status PluginSet::wait_for_loader(Plugin& plugin, std::unique_lock<std::mutex>& lock) {
  const auto self = std::this_thread::get_id();
  while (plugin.state == Plugin::State::kLoading) {
    // Who loads it may, through other threads, be waiting for what this thread loads.
    for (const Plugin* blocker = &plugin; blocker != nullptr;) {
      if (blocker->loader == self) {
        return failed_precondition(
            concat({"plugin `", plugin.found.id, "` is needed for its own creation"}));
      }
      const auto next = waiting_.find(blocker->loader);
      blocker = next == waiting_.end() || next->second->state != Plugin::State::kLoading
                    ? nullptr
                    : next->second;
    }
    waiting_[self] = &plugin;
    changed_.wait(lock);
    waiting_.erase(self);
  }
  return {};
}

Status PluginSet::load(Plugin& plugin) {
  std::unique_lock lock(mutex_);
  MORTISE_TRY(wait_for_loader(plugin, lock));
  if (plugin.state == Plugin::State::kLoaded) return {};
  if (plugin.state == Plugin::State::kRefused && is_final(plugin))
    return to_status(plugin.found.id, plugin.refusal);
  if (stopping_) {
    return failed_precondition(
        concat({"plugin `", plugin.found.id, "` is not loaded: the runtime is being released"}));
  }
  plugin.state = Plugin::State::kLoading;
  plugin.loader = std::this_thread::get_id();
  lock.unlock();

  std::vector<std::string> warnings;
  Refusal refusal;
  Status outcome = try_to_load(plugin, warnings, refusal);
  // Others wait for the state: until it is known to them nothing may be allocated.
  lock.lock();
  plugin.state = outcome.ok() ? Plugin::State::kLoaded : Plugin::State::kRefused;
  plugin.refusal = std::move(refusal);
  if (plugin.instance != nullptr) created_.push_back(&plugin);
  lock.unlock();
  changed_.notify_all();
  for (const std::string& warning : warnings)
    log(MORTISE_LOG_WARNING, concat({"plugin `", plugin.found.id, "`: ", warning}));
  if (!outcome.ok()) log(MORTISE_LOG_WARNING, outcome.message());
  return outcome;
}

// Lets nothing out, whatever memory there is; a refusal whose words found none has its code.
Status PluginSet::try_to_load(Plugin& plugin, std::vector<std::string>& warnings,
                              Refusal& refusal) noexcept {
  Contents contents;
  Verdict verdict;
  const Status loaded = guard("loading", [&] {
    verdict = check_and_create(plugin, contents);
    if (!verdict) warnings = std::move(contents.warnings);
  });
  if (loaded.ok() && !verdict) return {};
  Status outcome;
  const Status described = guard("loading", [&] {
    if (!loaded.ok())
      verdict = refuse(loaded.code(), std::string(loaded.message()), remedy_for(loaded.code()));
    outcome = to_status(plugin.found.id, *verdict);
  });
  if (!described.ok()) {
    refusal.code = described.code();
    return out_of_memory("there is no memory left");
  }
  refusal = std::move(*verdict);
  return outcome;
}

Verdict PluginSet::check_and_create(Plugin& plugin, Contents& contents) {
  const config::Manifest& manifest = plugin.found.manifest;
  const std::string path = plugin.found.library_path();
  if (Verdict verdict = check_library_file(plugin.found.folder, manifest.library, privileged_))
    return verdict;
  if (Verdict verdict =
          check_elf(path, manifest.needed_libraries, manifest.needed_driver, search()))
    return verdict;
  if (Verdict verdict = check_hash(path, manifest.sha256)) return verdict;
  if (plugin.must_conform) {
    if (Verdict verdict = check_conformance(plugin.found.folder, manifest)) return verdict;
  }
  if (Verdict verdict = load_library(path, manifest, plugin.library)) return verdict;
  if (Verdict verdict = create(plugin)) return verdict;
  Verdict verdict;
  const Status registered = guard("what it provides", [&] {
    verdict = collect(plugin.library.tables, plugin.instance, manifest, contents);
    if (verdict) return;
    for (std::string& hidden : registry_.add(plugin.found.id, contents))
      contents.warnings.push_back(std::move(hidden));
  });
  if (verdict || !registered.ok()) {
    destroy(plugin);
    plugin.instance = nullptr;
  }
  if (registered.ok()) return verdict;
  return refuse(registered.code(), std::string(registered.message()),
                remedy_for(registered.code()));
}

Verdict PluginSet::create(Plugin& plugin) {
  mortise_plugin_t* instance = nullptr;
  mortise_status_t* failure = nullptr;
  const Status thrown = guard("its creation", [&] {
    failure = plugin.library.description->create(table_, &plugin.options->abi(), &instance);
  });
  if (!thrown.ok()) {
    return refuse(thrown.code(), std::string(thrown.message()), remedy_for(thrown.code()));
  }
  const Status status(failure);
  if (!status.ok()) {
    const bool memory = status.code() == MORTISE_STATUS_OUT_OF_MEMORY;
    return refuse(status.code(), concat({"its creation failed: ", status.message()}),
                  memory ? kMoreMemory : "remove that cause, or name another plugin in the config");
  }
  if (instance == nullptr)
    return refuse(MORTISE_STATUS_INTERNAL, "its creation made no instance", kReport);
  plugin.instance = instance;
  return std::nullopt;
}

void PluginSet::destroy(Plugin& plugin) const {
  const Status status =
      guard("its destruction", [&] { plugin.library.description->destroy(plugin.instance); });
  if (!status.ok())
    log(MORTISE_LOG_ERROR, concat({"plugin `", plugin.found.id, "`: ", status.message()}));
}

}  // namespace mortise::host
