// A host table for tests of plugins: allocation from the heap, one thread, a packed cache that caches nothing. What it
// hands out is counted, so that a test can see leaks.
#pragma once

#include <mortise/abi/fingerprint.h>
#include <mortise/abi/plugin.h>

#include <string>
#include <vector>

namespace mortise::sdk::testing {

class FakeHost {
 public:
  FakeHost();
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  const mortise_host_t* table() const { return &table_; }
  uint64_t live_bytes() const { return live_bytes_; }
  /// The allocation after `count` more, and every later one, fails. Negative: none does.
  void fail_allocations_after(int64_t count) { allocations_left_ = count; }
  const std::vector<std::string>& log() const { return log_; }

 private:
  static FakeHost& from(mortise_runtime_context_t* context) {
    return *reinterpret_cast<FakeHost*>(context);
  }
  void fill_services();
  void fill_memory();

  mortise_host_t table_{};
  uint64_t live_bytes_ = 0;
  int64_t allocations_left_ = -1;
  std::vector<std::string> log_;
};

}  // namespace mortise::sdk::testing
