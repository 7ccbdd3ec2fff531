// The executor: walks a program's steps with a context. It takes no lock, allocates nothing and
// looks nothing up.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "core/run/context.hpp"

namespace mortise::run {

/// Time spent per step, over all profiled runs.
struct Profile {
  explicit Profile(size_t steps) : nanoseconds(steps) {}
  std::vector<std::atomic<int64_t>> nanoseconds;
  std::atomic<uint64_t> runs{0};
};

class Executor {
 public:
  /// Runs all steps and waits for their end. `profile` may be null; with it, asynchronous devices
  /// are waited for after each step. After an error the context must not be used again when
  /// `*out_reusable` is false.
  static Status run(Context& context, const Limits& limits, Profile* profile, bool* out_reusable);

 private:
  Executor(Context& context, const Limits& limits) : context_(context), limits_(limits) {}
  Status run_synchronous(Profile* profile);
  Status run_asynchronous(Profile* profile);
  Status enqueue(size_t step);
  Status copy(size_t step, const mortise_ordering_t* ordering);
  Status wait_on_host(uint32_t device, uint64_t value);
  Status finish();

  Context& context_;
  const Limits& limits_;
};

}  // namespace mortise::run
