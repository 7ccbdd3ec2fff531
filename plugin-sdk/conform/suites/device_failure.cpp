// Failures: those that come with the call, those that arrive on a fence, what they do to the work behind them, and whose
// statuses they are.
#include <functional>

#include "plugin-sdk/conform/suites/bench.hpp"

namespace mortise::conform {
namespace {

constexpr uint64_t kSize = 1000;

// Enqueues what must fail. Throws Skip when the device refuses that at once: then nothing is known that fails later.
void enqueue_failure(Bench& bench, const Stream& stream, const Order& order) {
  const Buffer source = bench.device.buffer(kSize);
  const Buffer target = bench.device.buffer(kSize);
  const Status status = bench.device.try_copy(stream, {source, 10}, target, kSize, order);
  if (!status.ok())
    skip(
        "the device refuses at once a copy out of range, and nothing else is known to fail after "
        "it is enqueued; it says: ",
        status.message());
  // The buffers stay until the failure has arrived.
  const Fence& fence = *order.signals.at(0).fence;
  fence.try_wait(order.signals[0].value, 15'000'000'000);
}

TestBody on_async_bench(std::function<void(Bench&)> body) {
  return on_bench([body = std::move(body)](Bench& bench) {
    if (bench.device.synchronous())
      skip("the device is synchronous: a failure comes with the call");
    body(bench);
  });
}

void expect_failed(const Fence& fence, uint64_t value, const std::string& what) {
  uint64_t now = 0;
  const Status queried = fence.try_query(now);
  expect(!queried.ok(), what,
         ": fence_query must return the failure; it says that the fence is at ", now);
  for (const int64_t timeout : {int64_t{-1}, int64_t{0}, int64_t{10'000'000}}) {
    const Status waited = fence.try_wait(value, timeout);
    expect(!waited.ok(), what, ": fence_wait must return the failure; it succeeded");
    expect(waited.code() == queried.code(), what, ": fence_wait says ", waited.text(),
           ", and fence_query ", queried.text());
  }
}

void check_arrival(Bench& bench) {
  const Fence fence = bench.device.fence();
  const Stream stream = bench.device.stream();
  const Buffer buffer = bench.device.buffer(kSize);
  bench.device.fill(stream, buffer, 1, kSize, {{}, {{&fence, 1}}});
  fence.wait(1);
  enqueue_failure(bench, stream, {{}, {{&fence, 2}}});
  const Status status = fence.try_wait(2, 15'000'000'000);
  expect(!status.ok(), "a copy out of range succeeded");
  expect(status.code() == MORTISE_STATUS_INVALID_ARGUMENT,
         "a copy out of range must be INVALID_ARGUMENT; it is ", status.text());
  expect(!status.poisoned(),
         "a failure of a piece of work's own has the flag POISONED, which says ",
         "that other work failed: ", status.text());
  expect_failed(fence, 2, "after work has failed that signals the fence");
}

// All fences that the piece would have signalled.
void check_all_signals(Bench& bench) {
  const Fence one = bench.device.fence(), two = bench.device.fence();
  const Stream stream = bench.device.stream();
  enqueue_failure(bench, stream, {{}, {{&one, 1}, {&two, 7}}});
  two.try_wait(7, 15'000'000'000);
  expect_failed(one, 1, "the first of two fences of work that failed");
  expect_failed(two, 7, "the second of two fences of work that failed");
}

void check_poison(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  bench.queue.fill(buffer, 0, 1, kSize);
  const Fence failed = bench.device.fence(), behind = bench.device.fence(),
              last = bench.device.fence();
  const Stream stream = bench.device.stream(), second = bench.device.stream();
  enqueue_failure(bench, stream, {{}, {{&failed, 1}}});
  const auto dependent = [&](const Fence& wait, const Fence& signal) {
    const Status status =
        bench.device.try_fill(second, buffer, 2, kSize, {{{&wait, 1}}, {{&signal, 1}}});
    return status.ok() ? signal.try_wait(1, 15'000'000'000) : status;
  };
  const auto check = [](const Status& status, const std::string& what) {
    expect(!status.ok(), what, " was done all the same");
    expect(status.code() != MORTISE_STATUS_DEADLINE_EXCEEDED, what, " neither fails nor ends");
    expect(status.poisoned(), what, " must fail with the flag POISONED; it is ", status.text());
  };
  check(dependent(failed, behind), "work that waits for a fence that has failed");
  uint64_t value = 0;
  if (!behind.try_query(value).ok())
    check(dependent(behind, last), "work that waits for poisoned work");
  check_all(bench.queue.read(buffer, 0, kSize), 1, "a buffer that only poisoned work would write");
}

void check_goes_on(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  const Fence failed = bench.device.fence();
  {
    const Stream stream = bench.device.stream();
    enqueue_failure(bench, stream, {{}, {{&failed, 1}}});
  }
  Queue fresh(bench.device);
  fresh.fill(buffer, 0, 3, kSize);
  check_all(fresh.read(buffer, 0, kSize), 3, "a buffer filled on a new stream after a failure");
  bench.queue.fill(buffer, 0, 4, kSize);
  check_all(bench.queue.read(buffer, 0, kSize), 4, "a buffer filled on another stream");
}

void check_arrival_cycles(Bench& bench) {
  check_no_growth("work that fails after it was enqueued", 60, [&] {
    const Fence fence = bench.device.fence();
    const Stream stream = bench.device.stream();
    enqueue_failure(bench, stream, {{}, {{&fence, 1}}});
    uint64_t value = 0;
    fence.try_query(value);
  });
}

// A call that is refused has no effect: neither on memory nor on what it was to signal.
void check_refused_call(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  bench.queue.fill(buffer, 0, 1, kSize);
  const Order order = bench.queue.next();
  Bytes host(2 * kSize, 9);
  const Status status =
      bench.device.try_copy(bench.queue.stream(), host.data(), {buffer, 10}, kSize, order);
  if (status.ok()) {
    // It uses the host's memory until it has failed.
    for (const Point& signal : order.signals) signal.fence->try_wait(signal.value, -1);
    skip("the device refuses nothing at once that this test knows of");
  }
  bench.device.fill(bench.queue.stream(), buffer, 2, kSize / 2, order);  // the same signal
  bench.queue.finish();
  check_all(bench.queue.read(buffer, 0, kSize / 2), 2, "a buffer after a refused copy and a fill");
  check_all(bench.queue.read(buffer, kSize / 2, kSize / 2), 1, "a buffer after a refused copy");
}

// Raw statuses, kept until everything that made them is gone.
void check_outlives(Environment& environment, Host& host) {
  std::vector<mortise_status_t*> kept;
  {
    const Instance instance(environment.subject, host.table());
    Device device(environment, instance);
    const mortise_device_interface_t& table = device.table();
    mortise_device_t* none = nullptr;
    kept.push_back(table.open(instance.get(), UINT64_MAX, &none));
    const Buffer buffer = device.buffer(kSize);
    void* mapped = nullptr;
    kept.push_back(
        table.buffer_map(device.get(), buffer.get(), kSize, 1, MORTISE_MAP_READ, &mapped));
    mortise_buffer_t* huge = nullptr;
    kept.push_back(table.buffer_create(device.get(), UINT64_MAX / 2, &huge, &mapped));
  }
  environment.trace.add("// the device and the plugin's instance are gone; their statuses are not");
  for (mortise_status_t* status : kept) {
    expect(status != nullptr, "a call that must fail succeeded");
    const Status read = take(status);
    expect(!read.ok(), "a status of no failure");
  }
}

// Each status of its own, released by any thread.
void check_threads(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  run_threads(8, [&](unsigned thread) {
    for (uint64_t i = 0; i < 300; ++i) {
      void* mapped = nullptr;
      mortise_status_t* status = bench.device.table().buffer_map(
          bench.device.get(), buffer.get(), kSize + 1 + thread, i + 1, MORTISE_MAP_READ, &mapped);
      const Status read = take(status);
      expect(!read.ok(), "a map out of the buffer's range succeeded");
    }
  });
}

}  // namespace

void add_device_failure_tests(TestList& list) {
  list.add("device.failure.arrival", on_async_bench(&check_arrival));
  list.add("device.failure.all_signals", on_async_bench(&check_all_signals));
  list.add("device.failure.poison", on_async_bench(&check_poison));
  list.add("device.failure.goes_on", on_async_bench(&check_goes_on));
  list.add("device.failure.arrival_cycles", on_async_bench(&check_arrival_cycles));
  list.add("device.failure.refused_call", on_bench(&check_refused_call));
  list.add("device.failure.status_outlives_device", on_host(&check_outlives));
  list.add("device.failure.status_threads", on_bench(&check_threads));
}

}  // namespace mortise::conform
