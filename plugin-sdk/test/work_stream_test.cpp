// The pieces of a simulated device: fences, streams and memory.
#include <mortise/sdk/host_device.hpp>
#include <mortise/sdk/simulated_memory.hpp>
#include <mortise/sdk/work_stream.hpp>

#include <atomic>

#include <catch2/catch.hpp>

namespace mortise::sdk {
namespace {

mortise_ordering_t ordering_of(const std::vector<mortise_fence_point_t>& waits,
                               const std::vector<mortise_fence_point_t>& signals) {
  return {sizeof(mortise_ordering_t), waits.size(), waits.data(), signals.size(), signals.data()};
}

template <class Body>
Error error_of(const Body& body) {
  try {
    body();
  } catch (const Error& error) {
    return error;
  }
  return {0, "nothing was thrown"};
}

// A wait with the longest timeout, while another thread signals a little later.
template <class AFence>
void check_long_wait() {
  AFence fence;
  std::thread signaller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    fence.signal(1);
  });
  CHECK_NOTHROW(fence.wait(1, INT64_MAX));
  signaller.join();
  CHECK(fence.query() == 1);
}

}  // namespace

TEST_CASE("A wait with a timeout beyond the clock's end does not end early") {
  check_long_wait<Timeline>();
  check_long_wait<HostFence>();
}

TEST_CASE("A piece of work that is refused promises nothing") {
  Timeline one, two;
  WorkStream stream;
  const std::vector<mortise_fence_point_t> both = {{to_abi(&one), 4}, {to_abi(&two), 1}};
  two.signal(1);
  const mortise_ordering_t refused = ordering_of({}, both);
  CHECK(error_of([&] { stream.enqueue(&refused, [] {}); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK_FALSE(one.promised(4));

  const std::vector<mortise_fence_point_t> first = {{to_abi(&one), 4}};
  const mortise_ordering_t taken = ordering_of({}, first);
  stream.enqueue(&taken, [] {});
  one.wait(4, -1);
}

TEST_CASE("A value is signalled once") {
  Timeline fence;
  WorkStream stream;
  const std::vector<mortise_fence_point_t> twice = {{to_abi(&fence), 2}, {to_abi(&fence), 2}};
  const mortise_ordering_t ordering = ordering_of({}, twice);
  CHECK(error_of([&] { stream.enqueue(&ordering, [] {}); }).text() ==
        "a fence only grows: 2 is enqueued or reached, and 2 cannot come after it");
  CHECK_FALSE(fence.promised(2));
}

TEST_CASE("Whatever work throws arrives on its fences") {
  const auto failure_of = [](const std::function<void()>& work) {
    Timeline fence;
    WorkStream stream;
    const std::vector<mortise_fence_point_t> signals = {{to_abi(&fence), 1}};
    const mortise_ordering_t ordering = ordering_of({}, signals);
    stream.enqueue(&ordering, work);
    return error_of([&] { fence.wait(1, -1); });
  };
  CHECK(failure_of([] { invalid("wrong"); }).text() == "wrong");
  const Error no_memory = failure_of([] { throw std::bad_alloc(); });
  CHECK(no_memory.code() == MORTISE_STATUS_OUT_OF_MEMORY);
  CHECK(no_memory.flags() == MORTISE_STATUS_FLAG_RETRYABLE);
  CHECK(failure_of([] { throw std::runtime_error("odd"); }).code() == MORTISE_STATUS_INTERNAL);
  CHECK(failure_of([] { throw 7; }).code() == MORTISE_STATUS_INTERNAL);
}

TEST_CASE("An ordering with an unknown member is refused before anything is enqueued") {
  Timeline fence;
  WorkStream stream;
  struct {
    mortise_ordering_t known;
    uint64_t news;
  } longer{};
  const std::vector<mortise_fence_point_t> signals = {{to_abi(&fence), 1}};
  longer.known = ordering_of({}, signals);
  longer.known.struct_size = sizeof(longer);
  longer.news = 1;
  std::atomic<bool> done{false};
  CHECK(error_of([&] { stream.enqueue(&longer.known, [&] { done = true; }); }).code() ==
        MORTISE_STATUS_UNSUPPORTED);
  CHECK_FALSE(fence.promised(1));
  CHECK_FALSE(done);
}

TEST_CASE("Simulated memory refuses sizes that no machine has, and ranges outside its blocks") {
  SimulatedMemory memory;
  for (const uint64_t size : {UINT64_MAX, UINT64_MAX - 1, UINT64_MAX / 2, uint64_t{1} << 56}) {
    const Error error = error_of([&] { memory.allocate(size); });
    CHECK(error.code() == MORTISE_STATUS_OUT_OF_MEMORY);
    CHECK(error.flags() == MORTISE_STATUS_FLAG_RETRYABLE);
  }
  void* address = memory.allocate(100);
  CHECK(error_of([&] { memory.resolve(static_cast<char*>(address) + 1, 100); }).code() ==
        MORTISE_STATUS_INVALID_ARGUMENT);
  memory.free(address);
}

}  // namespace mortise::sdk
