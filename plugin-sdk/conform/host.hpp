// The host table that the plugin under test is given. It serves as the core does, and watches: memory that comes back
// wrongly or not at all, writes beyond its ends, and calls with arguments that there are not show as faults.
#pragma once

#include <mortise/abi/plugin.h>

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mortise::conform {

class Reference;

/// Any thread.
class Host {
 public:
  /// `reference` answers operator_find; it may be null and must outlive the host.
  explicit Host(const Reference* reference = nullptr);
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  ~Host();

  const mortise_host_t* table() const { return &table_; }

  /// Bytes that the plugin holds.
  uint64_t live_bytes() const;
  /// Statuses made through the table and not yet released, packed constants not yet released.
  int64_t live_statuses() const { return *live_statuses_; }
  uint64_t live_packed() const;

  /// The request for memory after `count` more fails, and no other. Negative: none does.
  void fail_allocation_after(int64_t count) { allocations_left_ = count; }
  /// Requests for memory so far.
  uint64_t allocations() const { return allocations_; }

  /// Threads that serve parallel_for. One: the calling thread alone.
  void set_threads(uint32_t count) { threads_ = count; }

  /// Rules that the plugin has broken, in the order in which it did.
  std::vector<std::string> take_faults();
  std::vector<std::string> log() const;

 private:
  struct Block {
    uint64_t size, alignment;
  };
  struct Packed;

  static Host& from(mortise_runtime_context_t* context) {
    return *reinterpret_cast<Host*>(context);
  }
  void fill_services();
  void fill_memory();
  void fill_packed();
  mortise_status_t* allocate(uint64_t size, uint64_t alignment, void** out_memory);
  void deallocate(void* memory, uint64_t size, uint64_t alignment);
  mortise_status_t* acquire(const mortise_packed_request_t& request, mortise_packed_t** out_packed,
                            const void** out_data);
  void release(mortise_packed_t* packed);
  void fault(std::string text);

  const Reference* reference_;
  mortise_host_t table_{};
  std::atomic<int64_t> allocations_left_{-1};
  std::atomic<uint64_t> allocations_{0};
  std::atomic<uint32_t> threads_{2};
  std::atomic<int64_t>* live_statuses_;  // outlives the host: a status may
  mutable std::mutex mutex_;
  std::map<void*, Block> blocks_;
  std::vector<std::unique_ptr<Packed>> packed_;
  std::vector<std::string> faults_, log_;
};

}  // namespace mortise::conform
