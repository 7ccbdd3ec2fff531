// Order between streams: what waits, waits; what signals has been done.
#include <chrono>

#include "plugin-sdk/conform/suites/work_graph.hpp"

namespace mortise::conform {
namespace {

constexpr uint64_t kLarge = uint64_t{8} << 20;
constexpr uint64_t kSmall = 96;

// A device whose enqueues are finished when they return has nothing to order.
TestBody on_async_bench(std::function<void(Bench&)> body) {
  return on_bench([body = std::move(body)](Bench& bench) {
    if (bench.device.synchronous())
      skip(
          "the device is synchronous: its work is done when the call returns, so there is nothing "
          "to order");
    body(bench);
  });
}

// The host sees the end of large work when its fence is reached.
void check_early_signal(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kLarge);
  const Buffer other = bench.device.buffer(kLarge);
  Bytes host(kLarge, 0);
  bench.queue.fill(other, 0, 77, kLarge);
  for (uint8_t round = 1; round <= 12; ++round) {
    bench.device.fill(bench.queue.stream(), buffer, round, kLarge, bench.queue.next());
    bench.queue.finish();
    const auto* mapped = static_cast<const unsigned char*>(
        bench.device.map(buffer, kLarge - kSmall, kSmall, MORTISE_MAP_READ));
    const Bytes seen(mapped, mapped + kSmall);
    bench.device.unmap(buffer);
    check_all(seen, round, "the end of a large fill whose fence is reached (it came early)");
    bench.device.copy(bench.queue.stream(), round % 2 != 0 ? other : buffer, host.data(), kLarge,
                      bench.queue.next());
    bench.queue.finish();
    check_all(Bytes(host.end() - kSmall, host.end()), round % 2 != 0 ? 77 : round,
              "the end of a large copy whose fence is reached (it came early)");
  }
}

// One stream's large work, and another's small work that waits for it.
void check_wait(Bench& bench) {
  const Buffer large = bench.device.buffer(kLarge);
  const Buffer small = bench.device.buffer(kSmall);
  const Fence fence = bench.device.fence(), done = bench.device.fence();
  const Stream first = bench.device.stream(), second = bench.device.stream();
  for (uint8_t round = 1; round <= 15; ++round) {
    bench.device.fill(first, large, 200, kLarge, {});
    bench.device.fill(first, large, round, kLarge, {{}, {{&fence, round}}});
    bench.device.copy(second, {large, kLarge - kSmall}, small, kSmall,
                      {{{&fence, round}}, {{&done, round}}});
    done.wait(round);
    expect(fence.query() == round,
           "work that waits for a fence's value has signalled before that value was reached: its "
           "wait was ignored");
    check_all(bench.queue.read(small, 0, kSmall), round,
              "what a stream copied after it waited for another stream's fill (its wait was "
              "ignored, or the signal came early)");
  }
}

// All the waits of a piece count, and all its signals come.
void check_several(Bench& bench) {
  constexpr size_t kStreams = 4;
  const Buffer gathered = bench.device.buffer(kStreams * kSmall);
  std::vector<Buffer> sources;
  std::vector<Fence> fences, done;
  for (size_t i = 0; i < kStreams; ++i) {
    sources.push_back(bench.device.buffer(kLarge / 4));
    fences.push_back(bench.device.fence());
    done.push_back(bench.device.fence());
  }
  std::vector<Stream> streams;
  for (size_t i = 0; i < kStreams; ++i) streams.push_back(bench.device.stream());
  for (uint8_t round = 1; round <= 10; ++round) {
    Order gather;
    for (size_t i = 0; i < kStreams; ++i) {
      // One of the four is late, each in its turn.
      for (size_t again = 0; again < (i == round % kStreams ? 8u : 1u); ++again)
        bench.device.fill(streams[i], sources[i], 255, kLarge / 4);
      bench.device.fill(streams[i], sources[i], static_cast<uint8_t>(round * 4 + i), kLarge / 4,
                        {{}, {{&fences[i], round}}});
      gather.waits.push_back({&fences[i], round});
      gather.signals.push_back({&done[i], round});
    }
    const size_t last = (round + 1) % kStreams;
    for (size_t i = 0; i < kStreams; ++i)
      bench.device.copy(streams[last], {sources[i], kLarge / 4 - kSmall}, {gathered, i * kSmall},
                        kSmall,
                        {gather.waits, i + 1 == kStreams ? gather.signals : std::vector<Point>()});
    for (const Fence& fence : done) fence.wait(round);
    for (size_t i = 0; i < kStreams; ++i)
      check_all(
          bench.queue.read(gathered, i * kSmall, kSmall), static_cast<uint8_t>(round * 4 + i),
          sdk::message("what was copied after a wait for ", kStreams, " fences, from number ", i));
  }
}

// A wait for what nobody has enqueued is refused: the device could wait for ever.
void check_unknown_wait(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSmall);
  bench.queue.fill(buffer, 0, 1, kSmall);
  const Fence fence = bench.device.fence(), done = bench.device.fence();
  const Stream stream = bench.device.stream();
  for (uint64_t value = 1; value <= 5; ++value) {
    bench.device.trace().add("// a wait for a value that nothing signals");
    const Status status =
        bench.device.try_fill(stream, buffer, 9, kSmall, {{{&fence, value}}, {{&done, value}}});
    expect(!status.ok(), "work was enqueued that waits for the value ", value,
           " of a fence, which nobody has enqueued to signal");
    // Refused, it has neither been done nor promised anything.
    expect(done.query() == value - 1, "work that was refused has signalled its fence");
    bench.device.fill(stream, buffer, static_cast<uint8_t>(value), kSmall, {{}, {{&done, value}}});
    done.wait(value);
    check_all(bench.queue.read(buffer, 0, kSmall), static_cast<uint8_t>(value),
              "a buffer after refused work");
    fence.signal(value);  // from now on the wait is allowed
    bench.device.fill(stream, buffer, 100, kSmall, {{{&fence, value}}, bench.queue.next().signals});
    bench.queue.finish();
    check_all(bench.queue.read(buffer, 0, kSmall), 100,
              "a buffer filled after a wait for a value that the host had signalled");
  }
}

void check_old_signal(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSmall);
  const Fence fence = bench.device.fence(), other = bench.device.fence(),
              done = bench.device.fence();
  const Stream stream = bench.device.stream();
  bench.device.fill(stream, buffer, 1, kSmall, {{}, {{&fence, 5}}});
  fence.wait(5);
  const Status status =
      bench.device.try_fill(stream, buffer, 2, kSmall, {{}, {{&other, 1}, {&fence, 3}}});
  bench.device.fill(stream, buffer, 3, kSmall, {{}, {{&done, 1}}});
  done.wait(1);
  if (!status.ok()) {
    expect(fence.query() == 5, "a refused signal has changed the fence from 5 to ", fence.query());
    // The signal that stood beside the wrong one has not been promised either.
    bench.device.fill(stream, buffer, 4, kSmall, {{}, {{&other, 1}}});
    other.wait(1);
    return;
  }
  uint64_t value = 0;
  const Status late = fence.try_query(value);
  expect(!late.ok(),
         "a fence only grows, but work that signals 3 was done after it was at 5; the "
         "fence is at ",
         value);
}

// Values may jump, as far as 64 bits go.
void check_jumps(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSmall);
  const Fence fence = bench.device.fence();
  const Stream one = bench.device.stream(), two = bench.device.stream();
  uint64_t last = 0;
  uint8_t fill = 0;
  for (const uint64_t value : {uint64_t{3}, uint64_t{1} << 20, uint64_t{1} << 33,
                               (uint64_t{1} << 63) - 1, (uint64_t{1} << 63) + 2, UINT64_MAX - 2}) {
    const Stream& stream = fill % 2 != 0 ? one : two;
    Order order = {{}, {{&fence, value}}};
    if (last != 0) order.waits = {{&fence, last}};
    bench.device.fill(stream, buffer, ++fill, kSmall, order);
    last = value;
  }
  fence.wait(last);
  expect(fence.query() == last, "the last signal was ", last, "; the fence is at ", fence.query());
  check_all(bench.queue.read(buffer, 0, kSmall), fill, "a buffer after a chain of fills");
}

// While streams work, the fence is asked again and again.
void check_monotonic(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kLarge / 4);
  const Fence fence = bench.device.fence();
  const Stream stream = bench.device.stream();
  for (uint64_t value = 1; value <= 60; ++value)
    bench.device.fill(stream, buffer, static_cast<uint8_t>(value), kLarge / 4,
                      {{}, {{&fence, 2 * value}}});
  uint64_t last = 0;
  while (last < 120) {
    const uint64_t now = fence.query();
    expect(now >= last, "the fence was at ", last, " and went back to ", now);
    expect(now % 2 == 0 && now <= 120, "the fence is at ", now, ", which nothing signals");
    if (now == last) fence.try_wait(last + 1, 100'000'000);
    last = now;
  }
}

// Ping-pong between two streams: each waits for the other's last piece.
void check_chain(Bench& bench) {
  const Buffer left = bench.device.buffer(kLarge / 16), right = bench.device.buffer(kLarge / 16);
  const Fence fence = bench.device.fence();
  const Stream one = bench.device.stream(), two = bench.device.stream();
  bench.queue.fill(left, 0, 1, kLarge / 16);
  uint64_t value = 0;
  for (uint8_t round = 0; round < 40; ++round) {
    const bool even = round % 2 == 0;
    Order fill = {{}, {{&fence, value + 1}}};
    if (value != 0) fill.waits = {{&fence, value}};
    bench.device.fill(even ? one : two, even ? left : right, round, kLarge / 16, fill);
    bench.device.copy(even ? two : one, even ? left : right, even ? right : left, kLarge / 16,
                      {{{&fence, value + 1}}, {{&fence, value + 2}}});
    value += 2;
  }
  fence.wait(value);
  check_all(bench.queue.read(left, 0, kLarge / 16), 39, "a buffer after two streams took turns");
  check_all(bench.queue.read(right, 0, kLarge / 16), 39, "a buffer after two streams took turns");
}

void check_random(Bench& bench, bool with_kernels) {
  std::unique_ptr<SmallKernel> kernel;
  if (with_kernels)
    kernel = std::make_unique<SmallKernel>(bench.device, bench.environment.reference, 20011);
  for (const WorkGraph::Size& size :
       {WorkGraph::Size{2, 3, 30}, WorkGraph::Size{3, 4, 50}, WorkGraph::Size{5, 6, 80}}) {
    WorkGraph(bench, size, kernel.get()).run();
  }
}

}  // namespace

void add_device_order_tests(TestList& list) {
  list.add("device.order.unknown_wait", on_async_bench(&check_unknown_wait));
  list.add("device.order.old_signal", on_async_bench(&check_old_signal));
  list.add("device.order.jumps", on_async_bench(&check_jumps));
  list.add("device.order.monotonic", on_async_bench(&check_monotonic));
  add_with_delays(list, "device.order.early_signal", on_async_bench(&check_early_signal));
  add_with_delays(list, "device.order.wait", on_async_bench(&check_wait));
  add_with_delays(list, "device.order.several", on_async_bench(&check_several));
  add_with_delays(list, "device.order.chain", on_async_bench(&check_chain));
  add_with_delays(list, "device.order.random",
                  on_async_bench([](Bench& b) { check_random(b, false); }));
  add_with_delays(list, "device.order.random_with_kernels",
                  on_async_bench([](Bench& b) { check_random(b, true); }));
}

}  // namespace mortise::conform
