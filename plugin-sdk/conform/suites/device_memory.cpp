// Buffers: where they lie, that they keep their bytes, and running out of memory.
#include <algorithm>

#include "plugin-sdk/conform/suites/bench.hpp"

namespace mortise::conform {
namespace {

constexpr unsigned kThreads = 8;
constexpr uint64_t kMostMemory = uint64_t{1} << 30;  // that a test takes to find the end of it

void check_alignment(Bench& bench) {
  const uint64_t alignment = bench.device.description().alignment;
  std::vector<Buffer> buffers;
  for (uint64_t size = 1; size <= 300; ++size) buffers.push_back(bench.device.buffer(size));
  for (const uint64_t size : {1000u, 4095u, 4096u, 4097u, 65537u, 1000003u})
    buffers.push_back(bench.device.buffer(size));
  for (const Buffer& buffer : buffers) {
    const auto address = reinterpret_cast<uintptr_t>(buffer.data());
    expect(buffer.data() != nullptr, "a buffer of ", buffer.size(), " bytes has no address");
    expect(address % alignment == 0, "the address of a buffer of ", buffer.size(),
           " bytes is not aligned to the ", alignment, " bytes that the description promises");
  }
}

void check_empty(Bench& bench) {
  const Buffer empty = bench.device.buffer(0);
  const Buffer another = bench.device.buffer(0);
  expect(empty.get() != another.get(), "two buffers of no bytes are the same buffer");
  unsigned char byte = 1;
  bench.queue.write(empty, 0, &byte, 0);
  bench.queue.fill(empty, 0, 1, 0);
  expect(bench.queue.read(empty, 0, 0).empty(), "no bytes were asked for");
}

void check_distinct(Bench& bench) {
  std::vector<Buffer> buffers;
  for (int i = 0; i < 100; ++i) buffers.push_back(bench.device.buffer(1 + bench.random.below(700)));
  std::sort(buffers.begin(), buffers.end(),
            [](const Buffer& a, const Buffer& b) { return a.data() < b.data(); });
  for (size_t i = 1; i < buffers.size(); ++i) {
    const auto end = reinterpret_cast<uintptr_t>(buffers[i - 1].data()) + buffers[i - 1].size();
    expect(end <= reinterpret_cast<uintptr_t>(buffers[i].data()), "the addresses of ",
           buffers[i - 1].name(), " (", buffers[i - 1].size(), " bytes) and ", buffers[i].name(),
           " overlap");
  }
  for (size_t i = 0; i < buffers.size(); ++i)
    bench.queue.fill(buffers[i], 0, static_cast<uint8_t>(i), buffers[i].size());
  for (size_t i = 0; i < buffers.size(); ++i)
    check_all(bench.queue.read(buffers[i], 0, buffers[i].size()), static_cast<uint8_t>(i),
              "one of many buffers, after all were filled");
}

void check_roundtrip(Bench& bench) {
  for (const uint64_t size : {1u, 3u, 64u, 255u, 4097u, 100003u, 5000011u}) {
    const Buffer buffer = bench.device.buffer(size);
    const Bytes bytes = random_bytes(bench.random, size);
    bench.queue.write(buffer, 0, bytes.data(), size);
    check_equal(bench.queue.read(buffer, 0, size), bytes, "what was copied to a buffer and back");
  }
}

// Makes and releases buffers in any order; what the others hold must not change.
class Juggler {
 public:
  Juggler(Device& device, uint64_t seed) : random_(seed), queue_(device), device_(device) {}

  void run(int rounds) {
    for (int round = 0; round < rounds; ++round) {
      if (held_.size() < 12 || random_.one_in(2)) {
        hold();
      } else {
        check(random_.below(held_.size()));
      }
    }
    while (!held_.empty()) check(random_.below(held_.size()));
  }

 private:
  struct Held {
    Buffer buffer;
    Bytes bytes;
  };
  void hold() {
    const uint64_t size = 1 + random_.below(random_.one_in(8) ? 200000 : 500);
    held_.push_back({device_.buffer(size), random_bytes(random_, size)});
    queue_.write(held_.back().buffer, 0, held_.back().bytes.data(), size);
  }
  void check(size_t index) {
    const Held& held = held_[index];
    check_equal(queue_.read(held.buffer, 0, held.bytes.size()), held.bytes,
                "a buffer that was kept while others were made and released");
    held_.erase(held_.begin() + static_cast<ptrdiff_t>(index));
  }

  Random random_;
  std::vector<Held> held_;  // before the queue, whose stream is released first
  Queue queue_;
  Device& device_;
};

void check_any_order(Bench& bench) { Juggler(bench.device, bench.random.next()).run(400); }

void check_threads(Bench& bench) {
  std::vector<uint64_t> seeds;
  for (unsigned i = 0; i < kThreads; ++i) seeds.push_back(bench.random.next());
  run_threads(kThreads, [&](unsigned i) { Juggler(bench.device, seeds[i]).run(120); });
}

void check_cycles(Bench& bench) {
  check_no_growth("making, mapping and releasing a buffer", 300, [&] {
    const Buffer buffer = bench.device.buffer(1000);
    bench.device.map(buffer, 0, 1000, MORTISE_MAP_READ | MORTISE_MAP_WRITE);
    bench.device.unmap(buffer);
  });
}

void check_refusal(const Status& status, uint64_t size) {
  expect(!status.ok(), "a buffer of ", size, " bytes was made, which no machine has");
  expect(status.code() == MORTISE_STATUS_OUT_OF_MEMORY,
         "a request for too much memory must be OUT_OF_MEMORY; it is ", status.text());
  expect(status.retryable(), "OUT_OF_MEMORY from buffer_create must have the flag RETRYABLE, so ",
         "that the core tries again when memory is free; it says: ", status.text());
}

void check_huge(Bench& bench) {
  for (const uint64_t size :
       {UINT64_MAX, UINT64_MAX - 1, UINT64_MAX - 63, UINT64_MAX - 4095, UINT64_MAX / 2,
        (uint64_t{1} << 63) + 1, uint64_t{1} << 62, uint64_t{1} << 56}) {
    Buffer none;
    check_refusal(bench.device.try_buffer(size, none), size);
    const Buffer small = bench.device.buffer(100);
    bench.queue.fill(small, 0, 9, 100);
    check_all(bench.queue.read(small, 0, 100), 9, "a buffer made after memory ran out");
  }
}

void check_huge_cycles(Bench& bench) {
  check_no_growth("a request for too much memory, refused,", 300, [&] {
    Buffer none;
    check_refusal(bench.device.try_buffer(uint64_t{1} << 60, none), uint64_t{1} << 60);
  });
}

void check_until_full(Bench& bench) {
  const uint64_t all = bench.device.description().memory_bytes;
  if (all == 0) skip("the description does not say how much memory the device has");
  if (all > kMostMemory) skip("the device has ", all, " bytes; a test takes at most ", kMostMemory);
  const uint64_t piece = std::max<uint64_t>(all / 8, 1);
  std::vector<Buffer> buffers;
  for (;;) {
    Buffer next;
    const Status status = bench.device.try_buffer(piece, next);
    if (!status.ok()) {
      check_refusal(status, piece);
      break;
    }
    buffers.push_back(std::move(next));
    expect(buffers.size() * piece <= all, "the device has ", all, " bytes, and has given ",
           buffers.size() * piece);
  }
  expect(!buffers.empty(), "the device has ", all, " bytes, and refuses ", piece);
  for (int cycle = 0; cycle < 20; ++cycle) {
    Buffer none;
    check_refusal(bench.device.try_buffer(piece, none), piece);
    buffers.pop_back();
    buffers.push_back(bench.device.buffer(piece));
  }
}

}  // namespace

void add_device_memory_tests(TestList& list) {
  list.add("device.memory.alignment", on_bench(&check_alignment));
  list.add("device.memory.empty", on_bench(&check_empty));
  list.add("device.memory.distinct", on_bench(&check_distinct));
  list.add("device.memory.roundtrip", on_bench(&check_roundtrip));
  list.add("device.memory.any_order", on_bench(&check_any_order));
  list.add("device.memory.cycles", on_bench(&check_cycles));
  list.add("device.memory.huge", on_bench(&check_huge));
  list.add("device.memory.huge_cycles", on_bench(&check_huge_cycles));
  list.add("device.memory.until_full", on_bench(&check_until_full));
  add_with_delays(list, "device.memory.threads", on_bench(&check_threads));
}

}  // namespace mortise::conform
