// A product's own threads, as they may be: made once, and shared by all that the product does.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

/// Runs one loop at a time. A caller that finds the pool busy does its loop alone.
class Pool {
 public:
  using Body = void (*)(void* context, uint64_t begin, uint64_t end, uint32_t worker);

  /// `threads` counts the caller's.
  explicit Pool(uint32_t threads) : thread_count_(threads) {
    for (uint32_t worker = 1; worker < threads; ++worker)
      threads_.emplace_back([this, worker] { work(worker); });
  }
  ~Pool() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  uint32_t thread_count() const { return thread_count_; }

  /// Returns when `body` has covered [0, count). No two ranges run at once with the same worker.
  void run(uint64_t count, uint64_t grain, Body body, void* context) {
    const std::unique_lock<std::mutex> busy(busy_, std::try_to_lock);
    if (!busy.owns_lock()) {
      body(context, 0, count, 0);
      return;
    }
    std::unique_lock<std::mutex> lock(mutex_);
    loop_ = {body, context, count, std::max<uint64_t>(grain, 1), 0};
    changed_.notify_all();
    take_ranges(lock, 0);
    changed_.wait(lock, [this] { return inside_ == 0; });
  }

 private:
  struct Loop {
    Body body;
    void* context;
    uint64_t count;
    uint64_t step;
    uint64_t next;
  };

  void work(uint32_t worker) {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return stopping_ || loop_.next < loop_.count; });
      if (stopping_) return;
      ++inside_;
      take_ranges(lock, worker);
      if (--inside_ == 0) changed_.notify_all();
    }
  }

  /// Until none is left. The lock is held outside the body only.
  void take_ranges(std::unique_lock<std::mutex>& lock, uint32_t worker) {
    while (loop_.next < loop_.count) {
      const Loop loop = loop_;
      loop_.next = std::min(loop.count, loop.next + loop.step);
      lock.unlock();
      loop.body(loop.context, loop.next, std::min(loop.count, loop.next + loop.step), worker);
      lock.lock();
    }
  }

  const uint32_t thread_count_;
  std::vector<std::thread> threads_;
  std::mutex busy_;  // held by the caller whose loop is on the pool
  std::mutex mutex_;
  std::condition_variable changed_;
  Loop loop_ = {};
  uint32_t inside_ = 0;  // workers
  bool stopping_ = false;
};
