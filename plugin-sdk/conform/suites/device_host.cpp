// Host memory in copies: it is read and written when the work runs, not when it is enqueued.
#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

// Down to the host and up again on one stream: the second copy must see what the first one brings.
void check_through_host(Bench& bench) {
  for (const uint64_t size : {1u, 7u, 64u, 256u, 257u, 4099u, 100003u}) {
    const Buffer from = bench.device.buffer(size);
    const Buffer to = bench.device.buffer(size);
    const Buffer large = bench.device.buffer(1 << 22);
    const Bytes bytes = random_bytes(bench.random, size);
    bench.queue.write(from, 0, bytes.data(), size);
    Bytes host(size, 0x11);
    // So that the stream is behind when the others are enqueued.
    bench.device.fill(bench.queue.stream(), large, 1, large.size(), bench.queue.next());
    bench.device.copy(bench.queue.stream(), from, host.data(), size, bench.queue.next());
    bench.device.copy(bench.queue.stream(), host.data(), to, size, bench.queue.next());
    bench.queue.finish();
    check_equal(
        bench.queue.read(to, 0, size), bytes,
        sdk::message("a buffer of ", size,
                     " bytes that was copied from host memory after the copy before it in the "
                     "stream's order had written there"));
  }
}

// The same across streams, where a wait says when the host memory is ready.
void check_host_after_wait(Bench& bench) {
  if (bench.device.synchronous()) skip("the device is synchronous: work does not wait for fences");
  constexpr uint64_t kSize = 200;
  const Buffer from = bench.device.buffer(kSize);
  const Buffer to = bench.device.buffer(kSize);
  const Buffer large = bench.device.buffer(1 << 22);
  const Bytes bytes = random_bytes(bench.random, kSize);
  bench.queue.write(from, 0, bytes.data(), kSize);
  Bytes host(kSize, 0x11);
  const Fence ready = bench.device.fence();
  const Fence done = bench.device.fence();
  const Stream first = bench.device.stream();
  const Stream second = bench.device.stream();
  bench.device.fill(first, large, 1, large.size());
  bench.device.copy(first, from, host.data(), kSize, {{}, {{&ready, 1}}});
  bench.device.copy(second, host.data(), to, kSize, {{{&ready, 1}}, {{&done, 1}}});
  done.wait(1);
  check_equal(bench.queue.read(to, 0, kSize), bytes,
              "a buffer that was copied from host memory after a wait for what writes it");
}

}  // namespace

void add_device_host_tests(TestList& list) {
  list.add("device.copy.through_host", on_bench(&check_through_host));
  list.add("device.copy.host_after_wait", on_bench(&check_host_after_wait));
}

}  // namespace mortise::conform
