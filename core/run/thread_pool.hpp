// The runtime's own threads, used when the embedder supplies none.
//
// One loop runs on the pool at a time, on the calling thread and the workers together. A caller
// that finds the pool busy, and a loop inside a loop, run alone: application threads that outnumber
// the cores then do not queue up. The caller waits only for workers that have joined its loop: on a
// busy machine one that is not scheduled in time is not missed, and the caller does all the chunks.
// Each thread begins with the same share of a loop's range every time, so that what one kernel wrote
// is mostly in the cache of the core that reads it in the next; then it helps the others with theirs.
// Workers spin for a few microseconds after a loop, because kernels follow each other closely, and
// sleep after that.
#pragma once

#include <mortise/abi/plugin.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace mortise::run {

class ThreadPool {
 public:
  /// `threads` counts the caller's; workers start with the first loop that needs them.
  explicit ThreadPool(uint32_t threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  uint32_t thread_count() const { return thread_count_; }
  void parallel_for(uint64_t count, uint64_t grain, mortise_loop_body_t body, void* context);

 private:
  struct Loop {
    mortise_loop_body_t body = nullptr;
    void* context = nullptr;
    uint64_t chunk = 1;
  };
  /// A thread's part of the loop's range.
  struct alignas(64) Share {
    std::atomic<uint64_t> next{0};
    uint64_t end = 0;
  };

  void start_workers();
  void deal(uint64_t count);
  void work(uint32_t worker);
  void run_chunks(uint32_t worker);

  const uint32_t thread_count_;
  std::mutex busy_;  // held by the caller whose loop is on the pool
  std::vector<std::thread> workers_;
  Loop loop_;
  std::vector<Share> shares_;  // one a thread
  // How many workers are in the loop, whether more may join, and the number of loops so far.
  std::atomic<uint32_t> state_{0};
  std::atomic<bool> stopping_{false};
};

}  // namespace mortise::run
