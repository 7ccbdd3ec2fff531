// What the core offers to plugins and to itself: tensor memory, threads, log, clock, the cache of
// packed constants. Everything that an embedder can supply is behind this class.
#pragma once

#include <mortise/abi/plugin.h>
#include <mortise/mortise.h>

#include <memory>

#include "core/base/status.hpp"
#include "core/run/packed_cache.hpp"
#include "core/run/thread_pool.hpp"

namespace mortise::run {

/// Any thread. Outlives everything that uses it.
class Services {
 public:
  /// `hooks` may be null. `threads` 0: one per core.
  static Result<std::unique_ptr<Services>> create(const mortise_hooks_t* hooks, uint32_t threads);

  /// Null when there is no memory. `size` 0 gives a unique address all the same.
  void* allocate(uint64_t size, uint64_t alignment);
  void deallocate(void* memory, uint64_t size, uint64_t alignment);
  void log(uint32_t level, std::string_view message) const;
  int64_t now() const;
  uint32_t thread_count() const;
  void parallel_for(uint64_t count, uint64_t grain, mortise_loop_body_t body, void* context);
  bool threads_are_supplied() const { return hooks_.parallel_for != nullptr; }
  PackedCache& packed() { return packed_; }

  /// The host table with everything but the registry's functions, which the host adds.
  mortise_host_t table();

 private:
  Services(const mortise_hooks_t& hooks, uint32_t threads);

  mortise_hooks_t hooks_{};
  std::unique_ptr<ThreadPool> pool_;
  PackedCache packed_;
};

inline Services* from_context(mortise_runtime_context_t* context) {
  return reinterpret_cast<Services*>(context);
}

/// Memory from Services, freed with its owner.
class HostMemory {
 public:
  HostMemory() = default;
  static Result<HostMemory> create(Services& services, uint64_t size, uint64_t alignment);
  HostMemory(HostMemory&& other) noexcept;
  HostMemory& operator=(HostMemory&& other) noexcept;
  ~HostMemory();
  void* data() const { return data_; }
  uint64_t size() const { return size_; }

 private:
  Services* services_ = nullptr;
  void* data_ = nullptr;
  uint64_t size_ = 0;
  uint64_t alignment_ = 0;
};

}  // namespace mortise::run
