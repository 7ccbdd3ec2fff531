#include "core/run/run_queue.hpp"

#include <system_error>

namespace mortise::run {
namespace {

constexpr size_t kMostThreads = 16;

}  // namespace

RunQueue::~RunQueue() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

Status RunQueue::push(std::function<void()> work) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (idle_ <= waiting_.size() && threads_.size() < kMostThreads) {
      try {
        threads_.emplace_back([this] { serve(); });
      } catch (const std::system_error& error) {
        if (threads_.empty()) {
          return {MORTISE_STATUS_UNAVAILABLE,
                  std::string("no thread for an asynchronous run: ") + error.what(),
                  MORTISE_STATUS_FLAG_RETRYABLE};
        }
      }
    }
    waiting_.push_back(std::move(work));
  }
  changed_.notify_one();
  return {};
}

void RunQueue::serve() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    idle_ += 1;
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    idle_ -= 1;
    if (waiting_.empty()) return;
    {
      const std::function<void()> work = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      work();
    }
    lock.lock();
  }
}

}  // namespace mortise::run
