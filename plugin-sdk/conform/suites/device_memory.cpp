// Buffers: alignment, contents, map, import, and running out of memory.
#include <cstring>
#include <thread>

#include "plugin-sdk/conform/device.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

// A device with what it needs to be used, for one test.
struct Bench {
  explicit Bench(Environment& environment)
      : host(&environment.reference),
        instance(environment.subject, host.table()),
        device(environment, instance),
        queue(device) {}
  Host host;
  Instance instance;
  Device device;
  Queue queue;
};

std::vector<unsigned char> random_bytes(Random& random, uint64_t size) {
  std::vector<unsigned char> bytes(size);
  for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random.next());
  return bytes;
}

void check_equal(const std::vector<unsigned char>& actual,
                 const std::vector<unsigned char>& expected, const std::string& what) {
  for (size_t i = 0; i < expected.size(); ++i) {
    if (actual[i] != expected[i])
      fail(what, ": byte ", i, " of ", expected.size(), " is ", int{actual[i]}, " where ",
           int{expected[i]}, " is right");
  }
}

void check_alignment(Environment& environment) {
  Bench bench(environment);
  const uint64_t alignment = bench.device.description().alignment;
  std::vector<Buffer> buffers;
  for (const uint64_t size : {1u, 2u, 63u, 64u, 65u, 1000u, 4096u}) {
    buffers.push_back(bench.device.buffer(size));
    const auto address = reinterpret_cast<uintptr_t>(buffers.back().data());
    expect(address % alignment == 0, "the address of a buffer of ", size,
           " bytes is not aligned to the ", alignment, " bytes that the description promises");
  }
}

void check_roundtrip(Environment& environment) {
  Bench bench(environment);
  for (const uint64_t size : {1u, 3u, 64u, 255u, 4097u, 100003u}) {
    const Buffer buffer = bench.device.buffer(size);
    const auto bytes = random_bytes(environment.random, size);
    bench.queue.write(buffer, 0, bytes.data(), size);
    check_equal(bench.queue.read(buffer, 0, size), bytes, "what was copied to a buffer and back");
  }
}

}  // namespace

void add_device_memory_tests(TestList& list) {
  list.add("device.memory.alignment", &check_alignment);
  list.add("device.memory.roundtrip", &check_roundtrip);
}

}  // namespace mortise::conform
