// The device's contract: memory, copies, streams and fences.
#include <atomic>
#include <cstring>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "backends/opencl/error.hpp"
#include "backends/opencl/testing/test_device.hpp"

namespace mortise::opencl::testing {
namespace {

Bytes counted(size_t size, unsigned char first = 0) {
  Bytes bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<unsigned char>(first + i * 7);
  return bytes;
}

sdk::CopyEnd in(sdk::Buffer& buffer, uint64_t offset = 0) { return {&buffer, nullptr, offset}; }
sdk::CopyEnd on_host(Bytes& bytes, uint64_t offset = 0) { return {nullptr, bytes.data(), offset}; }

/// Runs `body`, which throws an sdk::Error, and returns it.
template <class Body>
sdk::Error error_of_body(const Body& body) {
  try {
    body();
  } catch (const sdk::Error& error) {
    return error;
  }
  FAIL("nothing was thrown");
  return {0, ""};
}

// A stream and a fence that counts what was enqueued on it.
struct Lane {
  explicit Lane(Device& owner)
      : device(owner), stream(owner.create_stream()), fence(owner.create_fence()) {}

  void copy(const sdk::CopyEnd& from, const sdk::CopyEnd& to, uint64_t size) {
    ordering.signals = {point(*fence, ++last)};
    device.copy(*stream, from, to, size, ordering.abi());
  }
  void fill(const sdk::CopyEnd& to, uint8_t value, uint64_t size) {
    ordering.signals = {point(*fence, ++last)};
    device.fill(*stream, to, value, size, ordering.abi());
  }
  void finish() { fence->wait(last, -1); }

  Device& device;
  std::unique_ptr<sdk::Stream> stream;
  std::unique_ptr<sdk::Fence> fence;
  Ordering ordering;  // its waits are the test's
  uint64_t last = 0;
};

// A value that a fence will have when the test says so: work that waits for it is held up on the device.
class Gate {
 public:
  explicit Gate(Device& device) : fence_(device.create_fence()) {
    cl_int code = CL_SUCCESS;
    event_ = Event(clCreateUserEvent(device.driver().context(), &code));
    check(code, "clCreateUserEvent");
    timeline().promise(timeline().prepare(1), event_);
  }
  ~Gate() { open(); }

  mortise_fence_point_t wait() { return point(*fence_, 1); }
  const Event& event() const { return event_; }
  void open() {
    if (std::exchange(over_, true)) return;
    timeline().reach(1);
    clSetUserEventStatus(event_.get(), CL_COMPLETE);
  }
  void fail() {
    over_ = true;
    timeline().fail({MORTISE_STATUS_INTERNAL, "the gate broke"});
    clSetUserEventStatus(event_.get(), CL_OUT_OF_RESOURCES);
  }

 private:
  Timeline& timeline() { return *static_cast<Fence&>(*fence_).timeline(); }
  std::unique_ptr<sdk::Fence> fence_;
  Event event_;
  bool over_ = false;
};

TEST_CASE("Copies move odd sizes at odd offsets in every direction") {
  Device& device = test_device();
  Lane lane(device);
  for (const uint64_t size : {0u, 1u, 3u, 64u, 997u}) {
    INFO(size);
    Bytes source = counted(1100, 1);
    Bytes result(1100, 0);
    const auto a = make_buffer(device, Bytes(1100, 0));
    const auto b = make_buffer(device, Bytes(1100, 0));
    Bytes between(1100, 0);
    lane.copy(on_host(source, 5), in(*a, 17), size);
    lane.copy(in(*a, 17), in(*b, 1), size);
    lane.copy(in(*b, 1), on_host(between, 9), size);
    lane.copy(on_host(between, 9), on_host(result, 33), size);
    lane.finish();
    Bytes expected(1100, 0);
    std::copy_n(source.begin() + 5, size, expected.begin() + 33);
    REQUIRE(result == expected);
  }
}

TEST_CASE("A copy within a buffer may overlap itself") {
  Device& device = test_device();
  Lane lane(device);
  for (const auto& [from, to] : {std::pair<uint64_t, uint64_t>{0, 10}, {10, 0}, {3, 3}, {0, 50}}) {
    Bytes expected = counted(100);
    const auto buffer = make_buffer(device, expected);
    lane.copy(in(*buffer, from), in(*buffer, to), 50);
    lane.finish();
    std::memmove(expected.data() + to, expected.data() + from, 50);
    REQUIRE(content_of(device, *buffer) == expected);
  }
}

TEST_CASE("Fills set bytes of buffers and of host memory") {
  Device& device = test_device();
  Lane lane(device);
  const auto buffer = make_buffer(device, Bytes(100, 1));
  Bytes host(100, 1);
  lane.fill(in(*buffer, 7), 0xab, 33);
  lane.fill(on_host(host, 7), 0xab, 33);
  lane.fill(in(*buffer, 100), 0xcd, 0);
  lane.finish();
  Bytes expected(100, 1);
  std::fill_n(expected.begin() + 7, 33, static_cast<unsigned char>(0xab));
  REQUIRE(content_of(device, *buffer) == expected);
  REQUIRE(host == expected);
}

TEST_CASE("A copy beyond a buffer's end is refused and promises nothing") {
  Device& device = test_device();
  Lane lane(device);
  Bytes host(200);
  const auto buffer = make_buffer(device, Bytes(100, 1));
  for (const auto& [offset, size] :
       {std::pair<uint64_t, uint64_t>{0, 101}, {100, 1}, {101, 0}, {UINT64_MAX, 2}}) {
    const uint64_t start = offset, length = size;
    const sdk::Error error =
        error_of_body([&] { lane.copy(in(*buffer, start), on_host(host), length); });
    CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
    CHECK_THAT(error.text(), Catch::Contains("lie outside a buffer of 100 bytes"));
    --lane.last;
  }
  lane.copy(in(*buffer), on_host(host), 100);
  lane.finish();
  REQUIRE(lane.fence->query() == 1);
}

TEST_CASE("Mappings show and change a buffer, one at a time") {
  Device& device = test_device();
  const auto buffer = make_buffer(device, counted(100));
  void* mapped = device.map(*buffer, 10, 20, MORTISE_MAP_READ | MORTISE_MAP_WRITE);
  Bytes expected = counted(100);
  REQUIRE(std::memcmp(mapped, expected.data() + 10, 20) == 0);
  std::memset(mapped, 0x55, 20);
  std::fill_n(expected.begin() + 10, 20, static_cast<unsigned char>(0x55));
  CHECK(error_of_body([&] { device.map(*buffer, 0, 1, MORTISE_MAP_READ); }).code() ==
        MORTISE_STATUS_FAILED_PRECONDITION);
  device.unmap(*buffer);
  CHECK(error_of_body([&] { device.unmap(*buffer); }).code() == MORTISE_STATUS_FAILED_PRECONDITION);
  CHECK(error_of_body([&] { device.map(*buffer, 90, 11, MORTISE_MAP_READ); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(error_of_body([&] { device.map(*buffer, 0, 1, 4); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  REQUIRE(device.map(*buffer, 100, 0, MORTISE_MAP_WRITE) != nullptr);
  device.unmap(*buffer);
  REQUIRE(content_of(device, *buffer) == expected);
}

TEST_CASE("A mapped buffer may be released") {
  Device& device = test_device();
  auto buffer = make_buffer(device, counted(100));
  device.map(*buffer, 0, 100, MORTISE_MAP_WRITE);
  buffer.reset();
  REQUIRE(content_of(device, *make_buffer(device, counted(100))) == counted(100));
}

TEST_CASE("Buffers without bytes are buffers, and no two have one address") {
  Device& device = test_device();
  const auto a = device.create_buffer(0);
  const auto b = device.create_buffer(0);
  const auto c = device.create_buffer(1000);
  REQUIRE(a->size() == 0);
  REQUIRE(a->address() != nullptr);
  REQUIRE(a->address() != b->address());
  REQUIRE(reinterpret_cast<uintptr_t>(c->address()) % device.driver().info().alignment == 0);
}

TEST_CASE("Lent memory is the device's own where both share memory") {
  Device& device = test_device();
  if (!device.driver().info().unified_memory) {
    WARN("SKIPPED: the device has memory of its own");
    return;
  }
  alignas(64) unsigned char memory[100] = {};
  const auto buffer = device.import_buffer(memory, sizeof(memory));
  Lane lane(device);
  lane.fill(in(*buffer, 3), 0x42, 50);
  lane.finish();
  const auto* mapped =
      static_cast<unsigned char*>(device.map(*buffer, 0, sizeof(memory), MORTISE_MAP_READ));
  REQUIRE(mapped == memory);
  device.unmap(*buffer);
  REQUIRE(memory[2] == 0);
  REQUIRE(memory[3] == 0x42);
  REQUIRE(memory[52] == 0x42);
  REQUIRE(memory[53] == 0);
  CHECK(error_of_body([&] { device.import_buffer(memory + 1, 10); }).code() ==
        MORTISE_STATUS_UNSUPPORTED);
}

TEST_CASE("What the memory has no room for can be asked for again") {
  Device device(test_device().driver().info(), 1000);
  auto most = device.create_buffer(900);
  const sdk::Error error = error_of_body([&] { device.create_buffer(101); });
  CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK(error.flags() == MORTISE_STATUS_FLAG_RETRYABLE);
  CHECK(error.text() == "the device's memory has 100 bytes left, not 101");
  most.reset();
  REQUIRE(device.create_buffer(1000)->size() == 1000);
  const sdk::Error huge = error_of_body([&] { test_device().create_buffer(uint64_t{1} << 60); });
  CHECK(huge.code() == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK(huge.flags() == MORTISE_STATUS_FLAG_RETRYABLE);
}

TEST_CASE("Fences grow from the host, and only grow") {
  const auto fence = test_device().create_fence();
  REQUIRE(fence->query() == 0);
  fence->wait(0, 0);
  fence->signal(5);
  fence->wait(5, -1);
  fence->wait(3, 0);
  REQUIRE(fence->query() == 5);
  CHECK(error_of_body([&] { fence->signal(4); }).code() == MORTISE_STATUS_INVALID_ARGUMENT);
  const sdk::Error late = error_of_body([&] { fence->wait(6, 1000); });
  CHECK(late.code() == MORTISE_STATUS_DEADLINE_EXCEEDED);
  CHECK_THAT(late.text(), Catch::Contains("the fence is at 5 and did not reach 6"));
  std::thread other([&] { fence->signal(6); });
  fence->wait(6, INT64_MAX);
  other.join();
}

TEST_CASE("A wait for what nobody has enqueued is refused") {
  Device& device = test_device();
  Lane lane(device);
  Bytes host(4);
  const auto buffer = make_buffer(device, Bytes(4, 1));
  const auto fence = device.create_fence();
  lane.ordering.waits = {point(*fence, 1)};
  CHECK(error_of_body([&] { lane.copy(in(*buffer), on_host(host), 4); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  lane.last = 0;
  fence->signal(2);
  lane.copy(in(*buffer), on_host(host), 4);
  lane.finish();
  REQUIRE(host == Bytes(4, 1));
  // A signal of what is signalled already.
  lane.last = 0;
  CHECK(error_of_body([&] { lane.copy(in(*buffer), on_host(host), 4); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
}

TEST_CASE("An enqueue returns before its work can begin") {
  Device& device = test_device();
  Lane lane(device);
  Gate gate(device);
  Bytes host(4, 0);
  const auto buffer = make_buffer(device, Bytes(4, 1));
  lane.ordering.waits = {gate.wait()};
  lane.copy(in(*buffer), on_host(host), 4);
  REQUIRE(lane.fence->query() == 0);
  REQUIRE(host == Bytes(4, 0));
  gate.open();
  lane.finish();
  REQUIRE(host == Bytes(4, 1));
}

TEST_CASE("Work on one stream waits for another stream's") {
  Device& device = test_device();
  Lane first(device), second(device);
  Gate gate(device);
  Bytes content = counted(1000);
  Bytes result(1000, 0);
  const auto buffer = make_buffer(device, Bytes(1000, 0));
  first.ordering.waits = {gate.wait()};
  first.copy(on_host(content), in(*buffer), 1000);
  second.ordering.waits = {point(*first.fence, 1)};
  second.copy(in(*buffer), on_host(result), 1000);
  REQUIRE(second.fence->query() == 0);
  gate.open();
  second.finish();
  REQUIRE(result == content);
}

// Every step copies one slot to the next, on a stream of its choice, and waits for the step before it.
TEST_CASE("Chains of waits over several streams keep their order") {
  Device& device = test_device();
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::unique_ptr<Lane>> lanes;
    for (int i = 0; i < 4; ++i) lanes.push_back(std::make_unique<Lane>(device));
    constexpr size_t kSlots = 60, kSlot = 512;
    const auto buffer = make_buffer(device, Bytes(kSlots * kSlot, 0));
    Lane* before = lanes[0].get();
    before->fill(in(*buffer), static_cast<uint8_t>(round + 1), kSlot);
    for (size_t slot = 1; slot < kSlots; ++slot) {
      Lane& lane = *lanes[random() % lanes.size()];
      lane.ordering.waits = {point(*before->fence, before->last)};
      lane.copy(in(*buffer, (slot - 1) * kSlot), in(*buffer, slot * kSlot), kSlot);
      before = &lane;
    }
    before->finish();
    REQUIRE(content_of(device, *buffer) ==
            Bytes(kSlots * kSlot, static_cast<unsigned char>(round + 1)));
  }
}

TEST_CASE("A failure arrives on the fence, and what waits for it is poisoned") {
  Device& device = test_device();
  Lane lane(device), next(device), last(device);
  Gate gate(device);
  Bytes host(4, 0);
  const auto buffer = make_buffer(device, Bytes(4, 1));
  lane.ordering.waits = {gate.wait()};
  lane.copy(in(*buffer), on_host(host), 4);
  next.ordering.waits = {point(*lane.fence, 1)};
  next.copy(in(*buffer), on_host(host), 4);
  gate.fail();
  const sdk::Error error = error_of_body([&] { lane.finish(); });
  CHECK(error.text() == "not run, because of: the gate broke");
  CHECK((error.flags() & MORTISE_STATUS_FLAG_POISONED) != 0);
  CHECK(error_of_body([&] { lane.fence->query(); }).text() == error.text());
  CHECK_THAT(error_of_body([&] { next.finish(); }).text(), Catch::Contains("the gate broke"));
  // Enqueued after the failure.
  last.ordering.waits = {point(*next.fence, 1)};
  last.copy(in(*buffer), on_host(host), 4);
  CHECK((error_of_body([&] { last.finish(); }).flags() & MORTISE_STATUS_FLAG_POISONED) != 0);
  REQUIRE(host == Bytes(4, 0));
}

// Where the command signals no fence, the failure arrives on the next ones of its stream.
TEST_CASE("A command that fails on the device is named, and its stream works on") {
  const bool silent = GENERATE(false, true);
  Device& device = test_device();
  const auto stream = std::make_unique<Stream>(device.driver());
  Gate gate(device);
  const auto fence = device.create_fence();
  const auto later = device.create_fence();
  Ordering ordering;
  // Behind a command whose own wait list fails, with no fence that knows of it.
  Commands doomed(stream->queue(), {gate.event()});
  const auto fails = [&](Commands& commands) {
    doomed.mark();
    commands.mark();
  };
  ordering.signals = {point(*fence, 1)};
  if (silent) {
    stream->enqueue(nullptr, fails);
    stream->enqueue(ordering.abi(), [](Commands&) {});
  } else {
    stream->enqueue(ordering.abi(), fails);
  }
  gate.fail();
  const sdk::Error error = error_of_body([&] { fence->wait(1, -1); });
  CHECK(error.code() != 0u);
  CHECK_THAT(error.text(), Catch::Contains("a command failed on the device: CL_"));
  ordering.signals = {point(*later, 1)};
  stream->enqueue(ordering.abi(), [](Commands&) {});
  later->wait(1, -1);
  REQUIRE(later->query() == 1);
}

TEST_CASE("Threads use streams of their own, and buffers and fences together") {
  Device& device = test_device();
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  const auto shared = device.create_fence();
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      shared->wait(1, -1);
      Lane lane(device);
      for (int i = 0; i < 50; ++i) {
        const Bytes content = counted(static_cast<size_t>(200 + i), static_cast<unsigned char>(t));
        const auto a = make_buffer(device, content);
        const auto b = device.create_buffer(content.size());
        lane.copy(in(*a), in(*b), content.size());
        lane.finish();
        if (content_of(device, *b) == content) ++right;
      }
    });
  }
  shared->signal(1);
  for (std::thread& thread : threads) thread.join();
  REQUIRE(right == 4 * 50);
}

TEST_CASE("Devices come and go") {
  for (int i = 0; i < 10; ++i) {
    Device device(test_device().driver().info(), 0);
    Lane lane(device);
    Bytes host(10, 0);
    const auto buffer = make_buffer(device, Bytes(10, 3));
    lane.copy(in(*buffer), on_host(host), 10);
    if (i % 2 == 0) lane.finish();
    lane.stream.reset();  // waits for the work
    REQUIRE(host == Bytes(10, 3));
  }
}

TEST_CASE("Native handles are found by their names") {
  Device& device = test_device();
  const auto stream = device.create_stream();
  REQUIRE(device.native_handle(nullptr, "cl_context") == device.driver().context());
  REQUIRE(device.native_handle(stream.get(), "cl_command_queue") != nullptr);
  const sdk::Error error = error_of_body([&] { device.native_handle(nullptr, "CUstream"); });
  CHECK(error.code() == MORTISE_STATUS_NOT_FOUND);
  CHECK_THAT(error.text(), Catch::Contains("cl_command_queue"));
}

TEST_CASE("OpenCL's errors have names") {
  CHECK(error_name(CL_OUT_OF_RESOURCES) == "CL_OUT_OF_RESOURCES");
  CHECK(error_name(-1001) == "CL_PLATFORM_NOT_FOUND_KHR");
  CHECK(error_name(-9999) == "OpenCL error -9999");
  CHECK(error_of(CL_MEM_OBJECT_ALLOCATION_FAILURE, "clCreateBuffer").text() ==
        "clCreateBuffer: CL_MEM_OBJECT_ALLOCATION_FAILURE");
}

}  // namespace
}  // namespace mortise::opencl::testing
