// An embedder's tensor memory that counts, and refuses the n-th request. A block that is given back with another size,
// or twice, ends the process: that is a bug of the core, and nothing can be said about what follows.
#pragma once

#include <mortise/mortise.h>

#include <map>
#include <mutex>

namespace mortise::tests {

/// Outlives the runtimes that use it.
class MemoryHook {
 public:
  /// Borrows from this object.
  const mortise_hooks_t* hooks() const { return &hooks_; }

  /// The n-th request from now on, counted from 1, gets no memory; 0: none.
  void fail_at(uint64_t request);
  uint64_t requests() const;  // since the last fail_at
  uint64_t live_blocks() const;
  uint64_t live_bytes() const;

  MemoryHook();
  MemoryHook(const MemoryHook&) = delete;
  MemoryHook& operator=(const MemoryHook&) = delete;

 private:
  void* allocate(uint64_t size, uint64_t alignment);
  void deallocate(void* memory, uint64_t size);

  mortise_hooks_t hooks_{};
  mutable std::mutex mutex_;
  std::map<void*, uint64_t> blocks_;  // sizes
  uint64_t requests_ = 0;
  uint64_t fail_at_ = 0;
};

}  // namespace mortise::tests
