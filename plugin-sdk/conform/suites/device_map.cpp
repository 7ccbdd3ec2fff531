// Host access to buffers: map, unmap, and memory that the host lends.
#include <cstring>

#include "plugin-sdk/conform/suites/bench.hpp"

namespace mortise::conform {
namespace {

constexpr unsigned kThreads = 8;
constexpr uint64_t kSize = 5003;

struct Range {
  uint64_t offset, size;
};
constexpr Range kRanges[] = {{0, kSize}, {0, 1},     {1, 1},      {7, 64},   {63, 2},
                             {64, 64},   {65, 1000}, {4096, 907}, {5002, 1}, {333, 3333}};

// A buffer and what must be in it.
struct Filled {
  explicit Filled(Bench& bench, uint64_t size = kSize)
      : buffer(bench.device.buffer(size)), bytes(random_bytes(bench.random, size)) {
    bench.queue.write(buffer, 0, bytes.data(), size);
  }
  void check(Bench& bench, const std::string& what) const {
    check_equal(bench.queue.read(buffer, 0, bytes.size()), bytes, what);
  }
  Buffer buffer;
  Bytes bytes;
};

Bytes part(const Bytes& bytes, const Range& range) {
  const auto begin = bytes.begin() + static_cast<ptrdiff_t>(range.offset);
  return {begin, begin + static_cast<ptrdiff_t>(range.size)};
}

std::string range_text(const Range& range) {
  return sdk::message("a range of ", range.size, " bytes from offset ", range.offset);
}

void check_read(Bench& bench) {
  const Filled filled(bench);
  for (const Range& range : kRanges) {
    const auto* mapped = static_cast<const unsigned char*>(
        bench.device.map(filled.buffer, range.offset, range.size, MORTISE_MAP_READ));
    const Bytes seen(mapped, mapped + range.size);
    bench.device.unmap(filled.buffer);
    check_equal(seen, part(filled.bytes, range), "mapped for reading, " + range_text(range));
    filled.check(bench, "a buffer after a map for reading of " + range_text(range));
  }
}

// Mapped for writing alone, all of it is written.
void check_write(Bench& bench) {
  Filled filled(bench);
  for (const Range& range : kRanges) {
    const Bytes news = random_bytes(bench.random, range.size);
    void* mapped = bench.device.map(filled.buffer, range.offset, range.size, MORTISE_MAP_WRITE);
    std::memcpy(mapped, news.data(), news.size());
    bench.device.unmap(filled.buffer);
    std::copy(news.begin(), news.end(),
              filled.bytes.begin() + static_cast<ptrdiff_t>(range.offset));
    filled.check(bench, "a buffer after a map for writing of " + range_text(range));
  }
}

// Mapped for both, bytes that are not written stay.
void check_read_write(Bench& bench) {
  Filled filled(bench);
  for (const Range& range : kRanges) {
    auto* mapped = static_cast<unsigned char*>(bench.device.map(
        filled.buffer, range.offset, range.size, MORTISE_MAP_READ | MORTISE_MAP_WRITE));
    check_equal(Bytes(mapped, mapped + range.size), part(filled.bytes, range),
                "mapped for reading and writing, " + range_text(range));
    for (uint64_t i = 0; i < range.size; i += 3) {
      mapped[i] = static_cast<unsigned char>(mapped[i] + 1);
      ++filled.bytes[range.offset + i];
    }
    bench.device.unmap(filled.buffer);
    filled.check(bench, "a buffer after a map for both of " + range_text(range));
  }
}

void check_two_at_once(Bench& bench) {
  Filled one(bench), two(bench, 701);
  auto* first = static_cast<unsigned char*>(
      bench.device.map(one.buffer, 10, 100, MORTISE_MAP_READ | MORTISE_MAP_WRITE));
  auto* second = static_cast<unsigned char*>(
      bench.device.map(two.buffer, 0, 701, MORTISE_MAP_READ | MORTISE_MAP_WRITE));
  check_equal(Bytes(first, first + 100), part(one.bytes, {10, 100}),
              "the first of two buffers that are mapped at once");
  check_equal(Bytes(second, second + 701), two.bytes, "the second of two mapped buffers");
  std::memset(first, 1, 100);
  std::memset(second, 2, 701);
  bench.device.unmap(one.buffer);
  bench.device.unmap(two.buffer);
  std::fill_n(one.bytes.begin() + 10, 100, static_cast<unsigned char>(1));
  two.bytes.assign(701, 2);
  one.check(bench, "the first of two buffers that were mapped at once");
  two.check(bench, "the second of two buffers that were mapped at once");
}

void check_out_of_range(Bench& bench) {
  const Filled filled(bench, 1000);
  const Range wrong[] = {{0, 1001},
                         {1, 1000},
                         {1000, 1},
                         {1001, 0},
                         {UINT64_MAX, 1},
                         {1, UINT64_MAX},
                         {500, UINT64_MAX - 400}};
  for (const Range& range : wrong) {
    int witness = 0;
    void* mapped = &witness;
    const Status status =
        bench.device.try_map(filled.buffer, range.offset, range.size, MORTISE_MAP_READ, mapped);
    expect(!status.ok(), "a map of ", range_text(range), " of a buffer of 1000 bytes succeeded");
    expect(mapped == &witness, "buffer_map failed, and has written its output all the same");
    bench.device.map(filled.buffer, 0, 1000, MORTISE_MAP_READ);
    bench.device.unmap(filled.buffer);
  }
  filled.check(bench, "a buffer after maps out of its range were refused");
}

void check_out_of_range_cycles(Bench& bench) {
  const Buffer buffer = bench.device.buffer(1000);
  check_no_growth("a map out of range, refused,", 300, [&] {
    void* mapped = nullptr;
    const Status status = bench.device.try_map(buffer, 1, 1000, MORTISE_MAP_READ, mapped);
    expect(!status.ok(), "a map out of the buffer's range succeeded");
  });
}

// Work before a map is seen by the host, and what the host wrote by work after the unmap.
void check_between_work(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  const Buffer other = bench.device.buffer(kSize);
  for (uint8_t round = 1; round < 30; ++round) {
    bench.queue.fill(buffer, 0, round, kSize);
    auto* mapped = static_cast<unsigned char*>(
        bench.device.map(buffer, 0, kSize, MORTISE_MAP_READ | MORTISE_MAP_WRITE));
    check_all(Bytes(mapped, mapped + kSize), round, "mapped after a fill that was waited for");
    std::memset(mapped, round + 100, kSize);
    bench.device.unmap(buffer);
    bench.device.copy(bench.queue.stream(), buffer, other, kSize, bench.queue.next());
    bench.queue.finish();
    check_all(bench.queue.read(other, 0, kSize), static_cast<uint8_t>(round + 100),
              "copied on the device after the host wrote to a mapped buffer");
  }
}

void check_threads(Bench& bench) {
  std::vector<Random> randoms;
  for (unsigned i = 0; i < kThreads; ++i) randoms.emplace_back(bench.random.next());
  run_threads(kThreads, [&](unsigned thread) {
    Random& random = randoms[thread];
    const Buffer buffer = bench.device.buffer(kSize);
    Bytes bytes;
    for (int round = 0; round < 60; ++round) {
      auto* mapped = static_cast<unsigned char*>(
          bench.device.map(buffer, 0, kSize, MORTISE_MAP_READ | MORTISE_MAP_WRITE));
      if (round > 0)
        check_equal(Bytes(mapped, mapped + kSize), bytes,
                    "a buffer that one of several threads maps again");
      bytes = random_bytes(random, kSize);
      std::memcpy(mapped, bytes.data(), kSize);
      bench.device.unmap(buffer);
    }
  });
}

// ---- import ----

void check_import(Bench& bench) {
  alignas(64) static unsigned char lent[4096];
  const Bytes bytes = random_bytes(bench.random, sizeof(lent));
  std::memcpy(lent, bytes.data(), sizeof(lent));
  {
    const Buffer buffer = bench.device.import(lent, sizeof(lent));
    check_equal(bench.queue.read(buffer, 0, sizeof(lent)), bytes,
                "a copy from memory that the host lends");
    bench.queue.fill(buffer, 64, 5, 1000);
    check_all(Bytes(lent + 64, lent + 1064), 5, "lent memory after the device has filled it");
    std::memset(lent + 2000, 6, 100);
    check_all(bench.queue.read(buffer, 2000, 100), 6, "lent memory after the host has written it");
    check_equal(Bytes(lent, lent + 64), part(bytes, {0, 64}), "lent memory before what was filled");
  }
  check_all(Bytes(lent + 2000, lent + 2100), 6, "lent memory after its buffer was released");
}

void check_import_cycles(Bench& bench) {
  alignas(64) static unsigned char lent[1024];
  check_no_growth("lending memory to the device", 200,
                  [&] { const Buffer buffer = bench.device.import(lent, sizeof(lent)); });
}

}  // namespace

void add_device_map_tests(TestList& list) {
  list.add("device.map.read", on_bench(&check_read));
  list.add("device.map.write", on_bench(&check_write));
  list.add("device.map.read_write", on_bench(&check_read_write));
  list.add("device.map.two_at_once", on_bench(&check_two_at_once));
  list.add("device.map.out_of_range", on_bench(&check_out_of_range));
  list.add("device.map.out_of_range_cycles", on_bench(&check_out_of_range_cycles));
  list.add("device.map.between_work", on_bench(&check_between_work));
  add_with_delays(list, "device.map.threads", on_bench(&check_threads));
  list.add("device.import.lends", on_bench(&check_import));
  list.add("device.import.cycles", on_bench(&check_import_cycles));
}

}  // namespace mortise::conform
