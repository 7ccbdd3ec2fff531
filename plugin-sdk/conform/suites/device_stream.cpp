// Streams: each keeps its order, and knows nothing of the others.
#include "plugin-sdk/conform/suites/bench.hpp"

namespace mortise::conform {
namespace {

constexpr unsigned kThreads = 8;
constexpr uint64_t kSmall = 256;
constexpr uint64_t kLarge = uint64_t{1} << 20;

// Copies and fills within two buffers on one stream, without a fence between them. Large and small work alternates, so that
// what overtakes shows.
class Sequence {
 public:
  Sequence(Device& device, uint64_t seed)
      : random_(seed), device_(device), buffers_{device.buffer(kLarge), device.buffer(kLarge)} {
    for (Bytes& content : contents_) content.assign(kLarge, 0);
  }

  void run(Queue& queue, int length) {
    for (const Buffer& buffer : buffers_) queue.fill(buffer, 0, 0, kLarge);
    for (int i = 0; i < length; ++i) {
      const uint64_t size = random_.one_in(4) ? kLarge / 2 : 1 + random_.below(kSmall);
      random_.one_in(2) ? add_fill(queue.stream(), size) : add_copy(queue.stream(), size);
    }
    // Last, so that the fence stands for all that is before it on the stream.
    device_.fill(queue.stream(), buffers_[0], 1, 0, queue.next());
    queue.finish();
    for (int i = 0; i < 2; ++i)
      check_equal(queue.read(buffers_[i], 0, kLarge), contents_[i],
                  "a buffer after work on one stream, which keeps its order");
  }

 private:
  void add_fill(const Stream& stream, uint64_t size) {
    const uint64_t which = random_.below(2);
    const uint64_t offset = random_.below(kLarge - size + 1);
    const auto value = static_cast<uint8_t>(random_.next());
    device_.fill(stream, {buffers_[which], offset}, value, size);
    std::fill_n(contents_[which].begin() + static_cast<ptrdiff_t>(offset), size, value);
  }
  void add_copy(const Stream& stream, uint64_t size) {
    const uint64_t from = random_.below(2);
    const uint64_t source = random_.below(kLarge - size + 1);
    const uint64_t target = random_.below(kLarge - size + 1);
    device_.copy(stream, {buffers_[from], source}, {buffers_[1 - from], target}, size);
    std::copy_n(contents_[from].begin() + static_cast<ptrdiff_t>(source), size,
                contents_[1 - from].begin() + static_cast<ptrdiff_t>(target));
  }

  Random random_;
  Device& device_;
  Buffer buffers_[2];
  Bytes contents_[2];
};

void check_order(Bench& bench) {
  Sequence sequence(bench.device, bench.random.next());
  Queue queue(bench.device);
  sequence.run(queue, 150);
}

void check_many(Bench& bench) {
  std::vector<Buffer> buffers;
  std::vector<Queue> queues;
  for (uint64_t i = 0; i < 16; ++i) buffers.push_back(bench.device.buffer(kLarge));
  for (uint64_t i = 0; i < 16; ++i) queues.emplace_back(bench.device);
  for (uint8_t round = 1; round <= 4; ++round) {
    for (size_t i = 0; i < queues.size(); ++i)
      bench.device.fill(queues[i].stream(), buffers[i], static_cast<uint8_t>(16 * round + i),
                        kLarge, queues[i].next());
  }
  for (size_t i = 0; i < queues.size(); ++i) {
    queues[i].finish();
    check_all(queues[i].read(buffers[i], 0, kLarge), static_cast<uint8_t>(64 + i),
              "a buffer of one of many streams");
  }
}

void check_threads(Bench& bench) {
  std::vector<uint64_t> seeds;
  for (unsigned i = 0; i < kThreads; ++i) seeds.push_back(bench.random.next());
  run_threads(kThreads, [&](unsigned thread) {
    Sequence sequence(bench.device, seeds[thread]);
    Queue queue(bench.device);
    sequence.run(queue, 12);
  });
}

// The work of different streams at the same time, on memory of their own: what they share inside the device must not show.
// The pieces are so long that they overlap, and the rounds many.
void check_apart(Bench& bench) {
  constexpr uint64_t kStreams = 4;
  std::vector<Buffer> sources, targets;
  std::vector<Queue> queues;
  std::vector<Bytes> contents;
  for (uint64_t i = 0; i < kStreams; ++i) {
    contents.push_back(random_bytes(bench.random, kLarge / 4));
    sources.push_back(bench.device.buffer(kLarge / 4));
    targets.push_back(bench.device.buffer(kLarge / 4));
    bench.queue.write(sources[i], 0, contents[i].data(), kLarge / 4);
  }
  for (uint64_t i = 0; i < kStreams; ++i) queues.emplace_back(bench.device);
  for (int round = 0; round < 12; ++round) {
    for (uint64_t i = 0; i < kStreams; ++i) {
      bench.device.fill(queues[i].stream(), targets[i], 0, kLarge / 4);
      bench.device.copy(queues[i].stream(), sources[i], targets[i], kLarge / 4, queues[i].next());
    }
    for (uint64_t i = 0; i < kStreams; ++i) {
      queues[i].finish();
      check_equal(bench.queue.read(targets[i], 0, kLarge / 4), contents[i],
                  "a buffer that only one of several streams writes: streams share something that "
                  "each must have of its own; it");
    }
  }
}

void check_release(Bench& bench) {
  const Buffer source = bench.device.buffer(kLarge);
  const Buffer target = bench.device.buffer(kLarge);
  std::unique_ptr<Fence> fence;
  if (!bench.device.synchronous()) fence = std::make_unique<Fence>(bench.device.fence());
  for (uint8_t round = 1; round <= 20; ++round) {
    {
      const Stream stream = bench.device.stream();
      for (int i = 0; i < 4; ++i) bench.device.fill(stream, source, 255, kLarge);
      bench.device.fill(stream, source, round, kLarge);
      Order order;
      if (fence) order.signals = {{fence.get(), round}};
      bench.device.copy(stream, source, target, kLarge, order);
    }
    // Released streams have done their work.
    if (fence) {
      expect(fence->query() == round, "a stream was released, which waits for what was enqueued ",
             "on it, but its last piece of work has not signalled: the fence is at ",
             fence->query(), ", not ", round);
    }
    check_all(bench.queue.read(target, 0, kLarge), round,
              "a buffer after a stream with pending work was released");
  }
}

void check_cycles(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSmall);
  check_no_growth("making, using and releasing a stream", 60, [&] {
    Queue queue(bench.device);
    queue.fill(buffer, 0, 1, kSmall);
  });
}

void check_work_cycles(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSmall);
  check_no_growth("enqueueing a fill", 400, [&] { bench.queue.fill(buffer, 0, 1, kSmall); });
  Bytes bytes(kSmall, 1);
  check_no_growth("enqueueing a copy", 400,
                  [&] { bench.queue.write(buffer, 0, bytes.data(), kSmall); });
}

// Finished when the call returns, without any fence. The work is long, or a thread of the device that the call wakes ends it
// before this one goes on, wherever the machine is busy; and what is written last is looked at first.
void check_synchronous(Bench& bench) {
  if (!bench.device.synchronous()) skip("the device works asynchronously");
  constexpr size_t kLong = size_t{16} << 20;
  const Stream stream = bench.device.stream();
  const Buffer buffer = bench.device.buffer(kLong);
  Bytes host(kLong, 1);
  for (uint8_t value = 2; value < 8; ++value) {
    bench.device.fill(stream, buffer, value, kLong);
    bench.device.copy(stream, buffer, host.data(), kLong);
    const Bytes end(host.end() - 1, host.end());
    check_all(end, value, "the last byte of a copy by a device with the flag SYNCHRONOUS");
    check_all(host, value, "host memory after a copy by a device with the flag SYNCHRONOUS");
  }
}

}  // namespace

void add_device_stream_tests(TestList& list) {
  list.add("device.stream.many", on_bench(&check_many));
  list.add("device.stream.cycles", on_bench(&check_cycles));
  list.add("device.stream.work_cycles", on_bench(&check_work_cycles));
  list.add("device.stream.synchronous", on_bench(&check_synchronous));
  add_with_delays(list, "device.stream.order", on_bench(&check_order));
  add_with_delays(list, "device.stream.apart", on_bench(&check_apart));
  add_with_delays(list, "device.stream.threads", on_bench(&check_threads));
  add_with_delays(list, "device.stream.release", on_bench(&check_release));
}

}  // namespace mortise::conform
