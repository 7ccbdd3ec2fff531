#include "core/run/program_cache.hpp"

#include <chrono>

#include "core/run/stage.hpp"

namespace mortise::run {
namespace {

constexpr std::chrono::milliseconds kPoll{5};  // how often a waiting run looks at its limits

}  // namespace

ProgramCache::EntryRef ProgramCache::find_or_add(const Stage& owner, const std::string& key,
                                                 bool& out_found) {
  Items dropped;  // outlives the lock: programs end with calls to plugins
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = by_key_.find(key);
  out_found = found != by_key_.end();
  if (out_found) {
    items_.splice(items_.begin(), items_, found->second);
    return found->second->entry;
  }
  Items added;
  added.push_back({&owner, key, std::make_shared<Entry>()});
  by_key_.emplace(key, added.begin());
  // New holders come through this function alone: what nobody holds now, nobody uses.
  for (auto oldest = items_.end(); items_.size() >= capacity_ && oldest != items_.begin();) {
    --oldest;
    if (oldest->entry.use_count() > 1) continue;
    by_key_.erase(oldest->key);
    const auto next = std::next(oldest);
    dropped.splice(dropped.end(), items_, oldest);
    oldest = next;
  }
  items_.splice(items_.begin(), added);
  return items_.front().entry;
}

Status ProgramCache::claim(Entry& entry, const Limits& limits, const Services& services) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (entry.compiler != std::thread::id()) {
    if (entry.compiler == std::this_thread::get_id()) {
      return failed_precondition(
          "a program is needed for its own compilation: a hook or a plugin "
          "that is called while it is compiled runs the session");
    }
    MORTISE_TRY(limits.check(services));
    changed_.wait_for(lock, kPoll);
  }
  if (entry.compiled != nullptr) return {};
  MORTISE_TRY(limits.check(services));
  entry.compiler = std::this_thread::get_id();
  return {};
}

void ProgramCache::finish(Entry& entry, std::shared_ptr<Compiled> compiled) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    entry.compiled = std::move(compiled);
    entry.compiler = std::thread::id();
  }
  changed_.notify_all();
}

void ProgramCache::drop(const Stage& owner) {
  Items dropped;
  const std::lock_guard<std::mutex> lock(mutex_);
  for (auto item = items_.begin(); item != items_.end();) {
    const auto here = item++;
    if (here->owner != &owner) continue;
    by_key_.erase(here->key);
    dropped.splice(dropped.end(), items_, here);
  }
}

std::vector<std::shared_ptr<Compiled>> ProgramCache::programs(const Stage& owner) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<std::shared_ptr<Compiled>> programs;
  for (const Item& item : items_) {
    if (item.owner == &owner && item.entry->compiled != nullptr)
      programs.push_back(item.entry->compiled);
  }
  return programs;
}

}  // namespace mortise::run
