#include "core/run/thread_pool.hpp"

#include <memory>

#include <catch2/catch.hpp>

namespace mortise::run {
namespace {

// Counts how often each item is done, and looks for two ranges at once on one worker.
struct Work {
  explicit Work(uint64_t count, uint32_t workers)
      : times(std::make_unique<std::atomic<int>[]>(count)),
        busy(std::make_unique<std::atomic<bool>[]>(workers)),
        worker_count(workers) {}

  static void body(void* context, uint64_t begin, uint64_t end, uint32_t worker) {
    Work& self = *static_cast<Work*>(context);
    if (worker >= self.worker_count || self.busy[worker].exchange(true)) {
      ++self.clashes;
      return;
    }
    if (end - begin < self.shortest) self.shortest = end - begin;
    for (uint64_t i = begin; i < end; ++i) ++self.times[i];
    self.busy[worker] = false;
  }

  bool each_once(uint64_t count) const {
    for (uint64_t i = 0; i < count; ++i) {
      if (times[i] != 1) return false;
    }
    return clashes == 0;
  }

  std::unique_ptr<std::atomic<int>[]> times;
  std::unique_ptr<std::atomic<bool>[]> busy;
  const uint32_t worker_count;
  std::atomic<int> clashes{0};
  std::atomic<uint64_t> shortest{UINT64_MAX};
};

}  // namespace

TEST_CASE("a loop does each item once, however many threads there are") {
  for (const uint32_t threads : {1u, 2u, 3u, 8u}) {
    ThreadPool pool(threads);
    for (const uint64_t count : {0u, 1u, 2u, 7u, 64u, 1000u}) {
      for (const uint64_t grain : {0u, 1u, 5u, 5000u}) {
        Work work(count, threads);
        pool.parallel_for(count, grain, &Work::body, &work);
        INFO(threads << " threads, " << count << " items, grain " << grain);
        CHECK(work.each_once(count));
      }
    }
  }
}

TEST_CASE("a pool counts at least one thread, and may be thrown away unused") {
  CHECK(ThreadPool(0).thread_count() == 1);
  CHECK(ThreadPool(5).thread_count() == 5);
}

TEST_CASE("ranges but the last are at least as long as the grain") {
  ThreadPool pool(4);
  Work work(1000, 4);
  pool.parallel_for(1000, 200, &Work::body, &work);
  CHECK(work.each_once(1000));
  CHECK(work.shortest == 200);
}

TEST_CASE("many short loops follow each other") {
  ThreadPool pool(4);
  for (int loop = 0; loop < 2000; ++loop) {
    Work work(16, 4);
    pool.parallel_for(16, 1, &Work::body, &work);
    REQUIRE(work.each_once(16));
  }
}

TEST_CASE("a loop inside a loop runs on the thread that calls it") {
  ThreadPool pool(4);
  struct Outer {
    ThreadPool& pool;
    std::atomic<int> items{0};
    std::atomic<int> strangers{0};
  } outer{pool};
  pool.parallel_for(
      8, 1,
      [](void* context, uint64_t begin, uint64_t end, uint32_t) {
        for (uint64_t i = begin; i < end; ++i) {
          struct Inner {
            Outer& outer;
            std::thread::id caller;
          } inner{*static_cast<Outer*>(context), std::this_thread::get_id()};
          inner.outer.pool.parallel_for(
              100, 1,
              [](void* inner_context, uint64_t from, uint64_t to, uint32_t worker) {
                auto& self = *static_cast<Inner*>(inner_context);
                if (std::this_thread::get_id() != self.caller || worker != 0)
                  ++self.outer.strangers;
                self.outer.items += static_cast<int>(to - from);
              },
              &inner);
        }
      },
      &outer);
  CHECK(outer.items == 800);
  CHECK(outer.strangers == 0);
}

TEST_CASE("several callers at once all get their loops done") {
  ThreadPool pool(3);
  std::atomic<int> wrong{0};
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([&] {
      for (int loop = 0; loop < 200; ++loop) {
        Work work(50, 3);
        pool.parallel_for(50, 1, &Work::body, &work);
        if (!work.each_once(50)) ++wrong;
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  CHECK(wrong == 0);
}

TEST_CASE("pools come and go with their threads") {
  for (int round = 0; round < 50; ++round) {
    ThreadPool pool(3);
    Work work(10, 3);
    pool.parallel_for(10, 1, &Work::body, &work);
    REQUIRE(work.each_once(10));
  }
}

}  // namespace mortise::run
