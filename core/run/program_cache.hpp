// The compiled programs of one session, the least recently used of which go first. The session's
// stages share it, those behind other programs too, so that the config's bound is the session's.
//
// A program is compiled by the first run that needs it, with no lock held; others that need it wait.
// A program that runs is never dropped: that would free nothing, and the next segment of the same
// run would push out the one before.
#pragma once

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "core/run/limits.hpp"

namespace mortise::run {

struct Compiled;
class Stage;

/// Any thread.
class ProgramCache {
 public:
  struct Entry {
    std::shared_ptr<Compiled> compiled;  // once set it stays
    std::thread::id compiler;            // of nobody: it is not being compiled
  };
  using EntryRef = std::shared_ptr<Entry>;

  explicit ProgramCache(uint64_t capacity) : capacity_(capacity) {}

  /// The entry for `key`, which is unique among all stages; counts as a use of it. It stays in the
  /// cache as long as somebody holds it.
  EntryRef find_or_add(const Stage& owner, const std::string& key, bool& out_found);

  /// Success with entry.compiled null: the caller compiles it and calls `finish`, whatever happens.
  /// Waits for who compiles it now, within the run's limits.
  Status claim(Entry& entry, const Limits& limits, const Services& services);
  /// `compiled` is null when compiling failed: the next who needs the program tries again.
  void finish(Entry& entry, std::shared_ptr<Compiled> compiled);

  /// Drops what belongs to a stage that goes.
  void drop(const Stage& owner);
  /// A stage's programs, newest first.
  std::vector<std::shared_ptr<Compiled>> programs(const Stage& owner) const;

 private:
  struct Item {
    const Stage* owner;
    std::string key;
    EntryRef entry;
  };
  using Items = std::list<Item>;

  const uint64_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Items items_;  // newest first
  std::unordered_map<std::string, Items::iterator> by_key_;
};

}  // namespace mortise::run
