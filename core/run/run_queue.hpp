// Threads for asynchronous runs. They start with the first such run and grow with the number of
// runs that are under way, up to a bound; runs beyond it wait their turn.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/status.hpp"

namespace mortise::run {

class RunQueue {
 public:
  RunQueue() = default;
  ~RunQueue();  // finishes what is queued
  RunQueue(const RunQueue&) = delete;
  RunQueue& operator=(const RunQueue&) = delete;

  /// `work` must not throw. Any thread.
  Status push(std::function<void()> work);

 private:
  void serve();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::thread> threads_;
  size_t idle_ = 0;
  bool stopping_ = false;
};

}  // namespace mortise::run
