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
  struct Outcome {
    Status status;
    bool begun = false;  // some step was started
    // False when the context may still be at work, or its fences have failed: it can only be thrown
    // away, which waits for the work.
    bool reusable = true;
  };
  /// Runs all steps and waits for their end. `profile` may be null; with it, asynchronous devices
  /// are waited for after each step.
  static Outcome run(Context& context, const Limits& limits, Profile* profile);

 private:
  Executor(Context& context, const Limits& limits) : context_(context), limits_(limits) {}
  Status run_synchronous(Profile* profile, bool& begun);
  Status run_asynchronous(Profile* profile, bool& begun);
  Status enqueue(size_t step);
  Status copy(size_t step, const mortise_ordering_t* ordering);
  Status wait_on_host(uint32_t device, uint64_t value);
  Status finish();
  static Status fence_wait(const Context::Stream& stream, uint64_t value, int64_t timeout);

  Context& context_;
  const Limits& limits_;
  size_t at_ = 0;  // the step that is being started
};

}  // namespace mortise::run
