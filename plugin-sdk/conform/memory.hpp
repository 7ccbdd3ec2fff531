// The C++ heap of the process, watched: the program's operator new and delete are the suite's own, and a plugin's resolve to
// them. So allocations fail on demand, what is never freed is counted, and what is read after it was freed is garbage. A
// plugin that allocates otherwise (malloc, or a C++ runtime linked into it) is not seen here.
#pragma once

#include <cstdint>

namespace mortise::conform {

/// Blocks that are allocated and not freed.
int64_t live_allocations();

/// Allocations that failed for want of memory, not on demand.
int64_t refused_allocations();

/// While it lives, one allocation of this thread fails, after `count` that succeed.
class FailingAllocation {
 public:
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static constexpr bool kAvailable = false;  // the sanitizers' own operator new comes first
#else
  static constexpr bool kAvailable = true;
#endif
  explicit FailingAllocation(int64_t count);
  FailingAllocation(const FailingAllocation&) = delete;
  FailingAllocation& operator=(const FailingAllocation&) = delete;
  ~FailingAllocation();
  /// Throws Skip where none can fail.
  static void require();
  /// Whether it has failed by now.
  bool happened() const;
  /// Allocations of this thread so far, the failed one included.
  int64_t count() const;

 private:
  int64_t first_;
};

/// While it lives, no allocation of this thread fails, nor counts for FailingAllocation.
class SteadyAllocations {
 public:
  SteadyAllocations();
  SteadyAllocations(const SteadyAllocations&) = delete;
  SteadyAllocations& operator=(const SteadyAllocations&) = delete;
  ~SteadyAllocations();

 private:
  int64_t suspended_;
};

/// While it lives, freed memory is overwritten and kept from being used again for a while.
class Quarantine {
 public:
  Quarantine();
  Quarantine(const Quarantine&) = delete;
  Quarantine& operator=(const Quarantine&) = delete;
  ~Quarantine();
};

}  // namespace mortise::conform
