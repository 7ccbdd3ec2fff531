#include "core/run/run_queue.hpp"

#include <atomic>

#include <catch2/catch.hpp>

namespace mortise::run {

TEST_CASE("all that is pushed is done, also what waits when the queue ends") {
  std::atomic<int> done{0};
  {
    RunQueue queue;
    for (int i = 0; i < 1000; ++i) REQUIRE(queue.push([&] { ++done; }).ok());
  }
  CHECK(done == 1000);
}

TEST_CASE("runs that wait for each other each have a thread") {
  constexpr int kTogether = 16;
  std::atomic<int> arrived{0};
  {
    RunQueue queue;
    for (int i = 0; i < kTogether; ++i) {
      REQUIRE(queue
                  .push([&] {
                    ++arrived;
                    while (arrived < kTogether) std::this_thread::yield();
                  })
                  .ok());
    }
  }
  CHECK(arrived == kTogether);
}

TEST_CASE("several threads push, and work pushes more work") {
  std::atomic<int> done{0};
  {
    RunQueue queue;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) {
          const Status status = queue.push([&] {
            ++done;
            if (!queue.push([&] { ++done; }).ok()) --done;
          });
          if (!status.ok()) --done;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    while (done < 400) std::this_thread::yield();
  }
  CHECK(done == 400);
}

TEST_CASE("what a run holds is let go when it is done, not when the queue ends") {
  RunQueue queue;
  std::atomic<bool> gone{false};
  std::shared_ptr<void> held(nullptr, [&](void*) { gone = true; });
  REQUIRE(queue.push([held] {}).ok());
  held.reset();
  while (!gone) std::this_thread::yield();
  CHECK(gone);
}

}  // namespace mortise::run
