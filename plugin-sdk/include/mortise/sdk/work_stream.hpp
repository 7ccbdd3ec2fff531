// A stream on the host: a thread that does in order what was enqueued, for devices that are simulated, or whose driver
// only has blocking calls. Its fences are Timelines.
#pragma once

#include <mortise/sdk/timeline.hpp>

#include <deque>
#include <functional>
#include <thread>
#include <vector>

namespace mortise::sdk {

class WorkStream : public Stream {
 public:
  /// `before_each` is called on the stream's thread before each piece of work; may be empty.
  explicit WorkStream(std::function<void()> before_each = {})
      : before_each_(std::move(before_each)), thread_([this] { serve(); }) {}

  /// Waits for all that was enqueued.
  ~WorkStream() override {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  /// Runs `work` after the ordering's waits; signals after it. What it throws arrives on the signalled fences. Throws for
  /// a wait for what nobody has enqueued.
  void enqueue(const mortise_ordering_t* ordering, std::function<void()> work) {
    Task task;
    task.work = std::move(work);
    if (ordering != nullptr) {
      task.waits.assign(ordering->waits, ordering->waits + ordering->wait_count);
      task.signals.assign(ordering->signals, ordering->signals + ordering->signal_count);
    }
    for (const mortise_fence_point_t& wait : task.waits) {
      if (!timeline_of(wait).promised(wait.value))
        invalid("a wait for ", wait.value, ", which nobody has enqueued");
    }
    for (const mortise_fence_point_t& signal : task.signals)
      timeline_of(signal).promise(signal.value);
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    changed_.notify_all();
  }

 private:
  struct Task {
    std::vector<mortise_fence_point_t> waits, signals;
    std::function<void()> work;
  };

  void serve() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      const Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      run(task);
      lock.lock();
    }
  }

  void run(const Task& task) const {
    if (before_each_) before_each_();
    try {
      wait_for(task.waits);
      task.work();
      for (const mortise_fence_point_t& signal : task.signals)
        timeline_of(signal).signal(signal.value);
    } catch (const Error& error) {
      fail_all(task.signals, error);
    } catch (const std::exception& error) {
      fail_all(task.signals, Error(MORTISE_STATUS_INTERNAL, error.what()));
    }
  }

  static void wait_for(const std::vector<mortise_fence_point_t>& waits) {
    try {
      for (const mortise_fence_point_t& wait : waits) timeline_of(wait).wait(wait.value, -1);
    } catch (const Error& error) {
      throw Error(error.code(), "not run, because of: " + error.text(),
                  error.flags() | MORTISE_STATUS_FLAG_POISONED);
    }
  }

  static void fail_all(const std::vector<mortise_fence_point_t>& signals, const Error& error) {
    for (const mortise_fence_point_t& signal : signals) timeline_of(signal).fail(error);
  }

  std::function<void()> before_each_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace mortise::sdk
