// Fences on their own: timelines that the host signals, asks and waits for.
#include <chrono>
#include <thread>

#include "plugin-sdk/conform/suites/bench.hpp"

namespace mortise::conform {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int64_t kMillisecond = 1'000'000;
constexpr double kSlowMachine = 5;  // seconds that a wait may be late
constexpr unsigned kThreads = 8;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

void check_start(Bench& bench) {
  const Fence fence = bench.device.fence();
  expect(fence.query() == 0, "a new fence is at ", fence.query(), "; fences start at 0");
  fence.wait(0);
}

void check_signal(Bench& bench) {
  const Fence fence = bench.device.fence();
  for (const uint64_t value :
       {uint64_t{1}, uint64_t{2}, uint64_t{7}, uint64_t{1000}, uint64_t{1} << 32,
        (uint64_t{1} << 63) - 1, uint64_t{1} << 63, (uint64_t{1} << 63) + 5, UINT64_MAX - 1}) {
    fence.signal(value);
    expect(fence.query() == value, "signalled to ", value, " from the host, the fence is at ",
           fence.query());
    fence.wait(value);
    fence.wait(value / 2);
    fence.wait(1);
  }
}

void check_backwards(Bench& bench) {
  const Fence fence = bench.device.fence();
  fence.signal(10);
  for (const uint64_t value : {9u, 1u, 0u}) {
    const Status status = fence.try_signal(value);
    expect(!status.ok(), "a fence only grows, but one at 10 was signalled back to ", value);
    expect(status.code() == MORTISE_STATUS_INVALID_ARGUMENT,
           "a fence that is to go back must be INVALID_ARGUMENT; it is ", status.text());
    expect(fence.query() == 10, "a refused signal has changed the fence from 10 to ",
           fence.query());
  }
  fence.signal(11);
  expect(fence.query() == 11, "after a refused signal, the fence does not go on");
}

void check_timeout(const Fence& fence, int64_t nanoseconds) {
  const Clock::time_point begin = Clock::now();
  const Status status = fence.try_wait(5, nanoseconds);
  const double seconds = seconds_since(begin);
  expect(status.code() == MORTISE_STATUS_DEADLINE_EXCEEDED, "a wait of ", nanoseconds,
         " ns for a value that is not reached must be DEADLINE_EXCEEDED; it is ", status.text());
  expect(seconds < kSlowMachine, "a wait with a timeout of ", nanoseconds, " ns took ", seconds,
         " s");
  expect(seconds >= static_cast<double>(nanoseconds) * 0.9e-9, "a wait with a timeout of ",
         nanoseconds, " ns came back after ", seconds, " s: timeouts are in nanoseconds");
}

void check_timeouts(Bench& bench) {
  const Fence fence = bench.device.fence();
  fence.signal(4);
  for (const int64_t nanoseconds :
       {int64_t{0}, int64_t{1}, 1 * kMillisecond, 40 * kMillisecond, 150 * kMillisecond})
    check_timeout(fence, nanoseconds);
  for (const int64_t reached : {int64_t{0}, int64_t{-1}, INT64_MIN, INT64_MAX, kMillisecond}) {
    const Status status = fence.try_wait(4, reached);
    expect(status.ok(), "a wait for a value that is reached must succeed at once, whatever its ",
           "timeout (here ", reached, "); it is ", status.text());
  }
  fence.signal(5);
  fence.wait(5);
}

void check_timeout_cycles(Bench& bench) {
  const Fence fence = bench.device.fence();
  check_no_growth("a wait that runs out of time", 300, [&] { fence.try_wait(5, 0); });
}

// Neither "no limit" nor the longest limit may come back before the signal.
void check_long_waits(Bench& bench) {
  for (const int64_t timeout : {int64_t{-1}, INT64_MIN, INT64_MAX, INT64_MAX / 2}) {
    const Fence fence = bench.device.fence();
    run_threads(2, [&](unsigned thread) {
      if (thread == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        fence.signal(1);
        return;
      }
      const Status status = fence.try_wait(1, timeout);
      expect(status.ok(), "a wait with timeout ", timeout,
             " ended before the fence was signalled: ", status.text());
      expect(fence.query() >= 1, "a wait with timeout ", timeout,
             " succeeded before the fence was signalled");
    });
  }
}

void check_waiters(Bench& bench) {
  for (int round = 0; round < 20; ++round) {
    const Fence fence = bench.device.fence();
    run_threads(kThreads + 1, [&](unsigned thread) {
      if (thread == kThreads) {
        for (uint64_t value = 1; value <= 2 * kThreads; value += 1 + value % 3) fence.signal(value);
        fence.signal(2 * kThreads);
        return;
      }
      const uint64_t wanted = 2 * uint64_t{thread} + 1;
      fence.wait(wanted);
      const uint64_t now = fence.query();
      expect(now >= wanted, "a wait for ", wanted, " succeeded with the fence at ", now);
    });
  }
}

// Several threads may signal, as long as the value grows; each signal that succeeded has had its effect.
void check_query_threads(Bench& bench) {
  const Fence fence = bench.device.fence();
  run_threads(kThreads, [&](unsigned thread) {
    uint64_t last = 0;
    for (uint64_t value = 1; value <= 300; ++value) {
      if (thread == 0) fence.signal(value);
      const uint64_t now = fence.query();
      expect(now >= last, "the fence was at ", last, " and went back to ", now);
      expect(thread != 0 || now == value, "signalled to ", value, ", the fence is at ", now);
      last = now;
    }
  });
}

void check_create_threads(Bench& bench) {
  run_threads(kThreads, [&](unsigned) {
    for (uint64_t i = 1; i <= 100; ++i) {
      const Fence fence = bench.device.fence();
      expect(fence.query() == 0, "a new fence is at ", fence.query(), "; fences start at 0");
      fence.signal(i);
      fence.wait(i);
    }
  });
}

void check_cycles(Bench& bench) {
  check_no_growth("making, signalling and releasing a fence", 300, [&] {
    const Fence fence = bench.device.fence();
    fence.signal(3);
  });
  const Fence fence = bench.device.fence();
  fence.signal(3);
  check_no_growth("a signal that would take a fence back, refused,", 300,
                  [&] { fence.try_signal(2); });
}

}  // namespace

void add_device_fence_tests(TestList& list) {
  list.add("device.fence.start", on_bench(&check_start));
  list.add("device.fence.signal", on_bench(&check_signal));
  list.add("device.fence.backwards", on_bench(&check_backwards));
  list.add("device.fence.timeouts", on_bench(&check_timeouts));
  list.add("device.fence.timeout_cycles", on_bench(&check_timeout_cycles));
  list.add("device.fence.long_waits", on_bench(&check_long_waits));
  list.add("device.fence.cycles", on_bench(&check_cycles));
  add_with_delays(list, "device.fence.waiters", on_bench(&check_waiters));
  add_with_delays(list, "device.fence.query_threads", on_bench(&check_query_threads));
  add_with_delays(list, "device.fence.create_threads", on_bench(&check_create_threads));
}

}  // namespace mortise::conform
