// Fences: they grow, waits end, and what is enqueued keeps its order.
#include <array>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/plugins/backend_c/subject.hpp"

namespace mortise::tests {
namespace {

constexpr int64_t kMillisecond = 1'000'000;

// An ordering of at most one wait and one signal.
struct Ordering {
  Ordering(mortise_fence_point_t wait_in, mortise_fence_point_t signal_in)
      : wait(wait_in), signal(signal_in) {
    abi.struct_size = sizeof(abi);
    abi.wait_count = wait.fence != nullptr ? 1 : 0;
    abi.waits = &wait;
    abi.signal_count = signal.fence != nullptr ? 1 : 0;
    abi.signals = &signal;
  }
  Ordering(const Ordering&) = delete;
  Ordering& operator=(const Ordering&) = delete;

  mortise_fence_point_t wait, signal;
  mortise_ordering_t abi{};
};

}  // namespace

TEST_CASE("backend in C: a fence starts at 0 and only grows") {
  const Subject subject;
  mortise_fence_t* fence = subject.fence();
  const auto signal = [&](uint64_t value) {
    return Outcome(subject.table->fence_signal(subject.device, fence, value));
  };
  CHECK(subject.value_of(fence) == 0);
  CHECK(signal(7).ok());
  CHECK(signal(7).ok());
  const Outcome back = signal(6);
  CHECK(back.code == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(back.says("at 7 cannot go back to 6"));
  CHECK(subject.value_of(fence) == 7);
  CHECK(signal(UINT64_MAX).ok());
  subject.table->fence_release(subject.device, fence);
}

TEST_CASE("backend in C: a wait ends at its value or at its time limit") {
  const Subject subject;
  mortise_fence_t* fence = subject.fence();
  const auto wait = [&](uint64_t value, int64_t timeout) {
    return Outcome(subject.table->fence_wait(subject.device, fence, value, timeout));
  };
  CHECK(wait(0, 0).ok());
  for (const int64_t timeout : {int64_t{0}, 5 * kMillisecond}) {
    const Outcome late = wait(1, timeout);
    CHECK(late.code == MORTISE_STATUS_DEADLINE_EXCEEDED);
    CHECK(late.says("at 0, not at 1"));
  }
  for (const int64_t timeout : {int64_t{-1}, INT64_MAX}) {
    const uint64_t next = subject.value_of(fence) + 3;
    std::thread signaller([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      mortise_status_release(subject.table->fence_signal(subject.device, fence, next));
    });
    CHECK(wait(next, timeout).ok());
    signaller.join();
  }
  subject.table->fence_release(subject.device, fence);
}

TEST_CASE("backend in C: an enqueue signals when its work is done, and not when it fails") {
  const Subject subject;
  mortise_fence_t* fence = subject.fence();
  mortise_buffer_t* buffer = subject.buffer(4);
  std::array<char, 4> host{};
  const mortise_copy_end_t all = {buffer, nullptr, 0};
  const mortise_copy_end_t outside = {buffer, nullptr, 3};
  const Ordering first({nullptr, 0}, {fence, 1});
  CHECK(subject.fill(outside, 5, 4, &first.abi).code == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(subject.value_of(fence) == 0);
  CHECK(subject.fill(all, 5, 4, &first.abi).ok());
  CHECK(subject.value_of(fence) == 1);
  const Ordering second({fence, 1}, {fence, 2});
  CHECK(subject.copy(all, {nullptr, host.data(), 0}, 4, &second.abi).ok());
  CHECK(host == std::array<char, 4>{5, 5, 5, 5});
  CHECK(subject.value_of(fence) == 2);
  subject.table->buffer_release(subject.device, buffer);
  subject.table->fence_release(subject.device, fence);
}

TEST_CASE("backend in C: an order that cannot be kept is refused before anything is done") {
  const Subject subject;
  mortise_fence_t* fence = subject.fence();
  std::array<char, 4> host{};
  const mortise_copy_end_t end = {nullptr, host.data(), 0};
  const Ordering unpromised({fence, 3}, {fence, 4});
  const Outcome waiting = subject.fill(end, 5, 4, &unpromised.abi);
  CHECK(waiting.code == MORTISE_STATUS_INVALID_ARGUMENT);
  CHECK(waiting.says("a wait for 3 on a fence at 0"));
  const Ordering again({nullptr, 0}, {fence, 0});
  CHECK(subject.fill(end, 5, 4, &again.abi).says("only grows"));
  CHECK(host == std::array<char, 4>{});
  CHECK(subject.value_of(fence) == 0);
  subject.table->fence_release(subject.device, fence);
}

}  // namespace mortise::tests
