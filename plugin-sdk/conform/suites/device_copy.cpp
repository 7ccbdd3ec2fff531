// Copies and fills: every direction, odd sizes and offsets, nothing beside what was asked for.
#include <algorithm>
#include <cstring>

#include "plugin-sdk/conform/suites/bench.hpp"

namespace mortise::conform {
namespace {

constexpr uint64_t kSize = 400;
constexpr uint8_t kBefore = 0xee;
constexpr uint64_t kOffsets[] = {0, 1, 3, 7, 8, 63, 64, 65, 130};
constexpr uint64_t kSizes[] = {1, 2, 3, 5, 8, 31, 64, 67, 128, 201};

// One end of a copy: a buffer, or host memory, with its content.
class Place {
 public:
  Place(Bench& bench, bool on_device, uint64_t size) : bench_(bench), host_(size, kBefore) {
    if (on_device) buffer_ = std::make_unique<Buffer>(bench.device.buffer(size));
  }
  void set(const Bytes& bytes) {
    host_ = bytes;
    if (buffer_) bench_.queue.write(*buffer_, 0, bytes.data(), bytes.size());
  }
  void clear() { set(Bytes(host_.size(), kBefore)); }
  Bytes get() const { return buffer_ ? bench_.queue.read(*buffer_, 0, host_.size()) : host_; }
  End at(uint64_t offset) const {
    return buffer_ ? End(*buffer_, offset) : End(host_.data(), offset);
  }

 private:
  Bench& bench_;
  Bytes host_;
  std::unique_ptr<Buffer> buffer_;
};

Bytes with_part(Bytes all, uint64_t offset, const Bytes& from, uint64_t from_offset,
                uint64_t size) {
  std::copy_n(from.begin() + static_cast<ptrdiff_t>(from_offset), size,
              all.begin() + static_cast<ptrdiff_t>(offset));
  return all;
}

void check_one_copy(Bench& bench, Place& source, const Bytes& bytes, uint64_t from, Place& target,
                    uint64_t to, uint64_t size) {
  target.clear();
  bench.device.copy(bench.queue.stream(), source.at(from), target.at(to), size, bench.queue.next());
  bench.queue.finish();
  check_equal(target.get(), with_part(Bytes(kSize, kBefore), to, bytes, from, size),
              sdk::message("the destination of a copy of ", size, " bytes from offset ", from,
                           " to offset ", to));
}

void check_direction(Bench& bench, bool from_device, bool to_device) {
  Place source(bench, from_device, kSize), target(bench, to_device, kSize);
  const Bytes bytes = random_bytes(bench.random, kSize);
  source.set(bytes);
  for (const uint64_t from : kOffsets) {
    for (const uint64_t to : kOffsets) {
      // Not every size with every pair of offsets, but each with several of both.
      const uint64_t size = kSizes[bench.random.below(std::size(kSizes))];
      check_one_copy(bench, source, bytes, from, target, to, size);
    }
  }
  for (const uint64_t size : kSizes) {
    check_one_copy(bench, source, bytes, 0, target, 0, size);
    check_one_copy(bench, source, bytes, kSize - size, target, kSize - size, size);
    check_one_copy(bench, source, bytes, kSize - size, target, 0, size);
  }
  check_equal(source.get(), bytes, "the source of copies, which only read it");
}

void check_within(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  for (const uint64_t size : kSizes) {
    if (size > kSize / 2) continue;
    const Bytes bytes = random_bytes(bench.random, kSize);
    const bool up = bench.random.one_in(2);
    const uint64_t low = bench.random.below(kSize / 2 - size + 1);
    const uint64_t high = low + size + bench.random.below(kSize - low - 2 * size + 1);
    bench.queue.write(buffer, 0, bytes.data(), kSize);
    const auto [from, to] = up ? std::pair(low, high) : std::pair(high, low);
    bench.device.copy(bench.queue.stream(), {buffer, from}, {buffer, to}, size, bench.queue.next());
    bench.queue.finish();
    check_equal(bench.queue.read(buffer, 0, kSize), with_part(bytes, to, bytes, from, size),
                sdk::message("a buffer after a copy of ", size, " bytes from its offset ", from,
                             " to its offset ", to));
  }
}

void check_nothing(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  const Bytes bytes = random_bytes(bench.random, kSize);
  unsigned char byte = 0;
  bench.queue.write(buffer, 0, bytes.data(), kSize);
  const End ends[] = {{buffer, 0}, {buffer, kSize}, {&byte, 0}, {static_cast<void*>(nullptr), 0}};
  for (const End& from : ends) {
    for (const End& to : ends) {
      bench.device.copy(bench.queue.stream(), from, to, 0, bench.queue.next());
      bench.queue.finish();
    }
    bench.device.fill(bench.queue.stream(), from, 1, 0, bench.queue.next());
    bench.queue.finish();
  }
  check_equal(bench.queue.read(buffer, 0, kSize), bytes, "a buffer after copies of no bytes");
}

void check_large(Bench& bench) {
  const uint64_t size = (uint64_t{24} << 20) + 13;
  const Bytes bytes = random_bytes(bench.random, size);
  const Buffer source = bench.device.buffer(size + 100);
  const Buffer target = bench.device.buffer(size + 100);
  bench.queue.write(source, 33, bytes.data(), size);
  bench.queue.fill(target, 0, kBefore, size + 100);
  bench.device.copy(bench.queue.stream(), {source, 33}, {target, 71}, size, bench.queue.next());
  bench.queue.finish();
  check_equal(bench.queue.read(target, 71, size), bytes, "a large copy");
  check_all(bench.queue.read(target, 0, 71), kBefore, "the bytes before a large copy");
  check_all(bench.queue.read(target, size + 71, 29), kBefore, "the bytes behind a large copy");
}

// Refused by the call, or on the fence; but not done.
void expect_refused(Bench& bench, const std::function<Status(const Order&)>& enqueue,
                    const std::string& what) {
  if (bench.device.synchronous()) {
    expect(!enqueue({}).ok(), what, " succeeded");
    return;
  }
  const Fence fence = bench.device.fence();  // its own: a failed fence stays failed
  const Status status = enqueue({{}, {{&fence, 1}}});
  if (!status.ok()) return;
  const Status late = fence.try_wait(1, 15'000'000'000);
  expect(!late.ok(), what, " succeeded");
  expect(late.code() != MORTISE_STATUS_DEADLINE_EXCEEDED, what,
         " was neither refused, nor is there a failure on the fence that it signals");
}

void check_out_of_range(Bench& bench) {
  const Buffer buffer = bench.device.buffer(kSize);
  Bytes host(4 * kSize, 1);
  bench.queue.fill(buffer, 0, kBefore, kSize);
  struct Wrong {
    uint64_t offset, size;
  };
  std::vector<Wrong> wrongs = {
      {0, kSize + 1}, {1, kSize}, {kSize, 1}, {kSize + 1, 1}, {UINT64_MAX - 3, 8}};
  // A range that lies in another buffer.
  const Buffer neighbour = bench.device.buffer(kSize);
  bench.queue.fill(neighbour, 0, kBefore, kSize);
  const uint64_t distance =
      reinterpret_cast<uintptr_t>(neighbour.data()) - reinterpret_cast<uintptr_t>(buffer.data());
  if (distance >= kSize) wrongs.push_back({distance, 8});
  for (const Wrong& wrong : wrongs) {
    const std::string where = sdk::message(" of ", wrong.size, " bytes at offset ", wrong.offset,
                                           " of a buffer of ", kSize, " bytes");
    const Stream& stream = bench.queue.stream();
    expect_refused(
        bench,
        [&](const Order& order) {
          return bench.device.try_copy(stream, host.data(), {buffer, wrong.offset}, wrong.size,
                                       order);
        },
        "a copy to the device" + where);
    expect_refused(
        bench,
        [&](const Order& order) {
          return bench.device.try_copy(stream, {buffer, wrong.offset}, host.data(), wrong.size,
                                       order);
        },
        "a copy from the device" + where);
    expect_refused(
        bench,
        [&](const Order& order) {
          return bench.device.try_fill(stream, {buffer, wrong.offset}, 3, wrong.size, order);
        },
        "a fill" + where);
  }
  check_all(bench.queue.read(buffer, 0, kSize), kBefore, "a buffer after refused copies");
  check_all(bench.queue.read(neighbour, 0, kSize), kBefore, "another buffer after refused copies");
}

// ---- fill ----

void check_fill_values(Bench& bench) {
  const Buffer buffer = bench.device.buffer(64);
  for (int value = 0; value < 256; ++value) {
    bench.queue.fill(buffer, 0, static_cast<uint8_t>(value), 64);
    check_all(bench.queue.read(buffer, 0, 64), static_cast<uint8_t>(value), "a filled buffer");
  }
}

void check_fill_offsets(Bench& bench) {
  Place device_place(bench, true, kSize), host_place(bench, false, kSize);
  for (Place* place : {&device_place, &host_place}) {
    for (const uint64_t offset : kOffsets) {
      for (const uint64_t size : kSizes) {
        place->clear();
        bench.device.fill(bench.queue.stream(), place->at(offset), 0x5a, size, bench.queue.next());
        bench.queue.finish();
        check_equal(place->get(),
                    with_part(Bytes(kSize, kBefore), offset, Bytes(size, 0x5a), 0, size),
                    sdk::message("a fill of ", size, " bytes at offset ", offset));
      }
    }
  }
}

void check_fill_large(Bench& bench) {
  const uint64_t size = (uint64_t{16} << 20) + 5;
  const Buffer buffer = bench.device.buffer(size);
  bench.queue.fill(buffer, 0, 1, size);
  bench.queue.fill(buffer, 1, 2, size - 2);
  Bytes expected(size, 2);
  expected.front() = expected.back() = 1;
  check_equal(bench.queue.read(buffer, 0, size), expected, "a large buffer after two fills");
}

}  // namespace

void add_device_copy_tests(TestList& list) {
  list.add("device.copy.to_device", on_bench([](Bench& b) { check_direction(b, false, true); }));
  list.add("device.copy.from_device", on_bench([](Bench& b) { check_direction(b, true, false); }));
  list.add("device.copy.on_device", on_bench([](Bench& b) { check_direction(b, true, true); }));
  list.add("device.copy.on_host", on_bench([](Bench& b) { check_direction(b, false, false); }));
  list.add("device.copy.within_a_buffer", on_bench(&check_within));
  list.add("device.copy.no_bytes", on_bench(&check_nothing));
  list.add("device.copy.large", on_bench(&check_large));
  list.add("device.copy.out_of_range", on_bench(&check_out_of_range));
  list.add("device.fill.values", on_bench(&check_fill_values));
  list.add("device.fill.offsets", on_bench(&check_fill_offsets));
  list.add("device.fill.large", on_bench(&check_fill_large));
}

}  // namespace mortise::conform
