// A stream on the host: a thread that does in order what was enqueued, for devices that are simulated, or whose driver
// only has blocking calls. Its fences are Timelines.
#ifndef MORTISE_SDK_WORK_STREAM_HPP_
#define MORTISE_SDK_WORK_STREAM_HPP_

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

  /// Runs `work` after the ordering's waits; signals after it. What it throws arrives on the signalled fences. Throws,
  /// with no effect, for a wait for what nobody has enqueued, and for a signal of a value that is not new.
  void enqueue(const mortise_ordering_t* ordering, std::function<void()> work) {
    Task task;
    task.work = std::move(work);
    if (ordering != nullptr) {
      check_struct(ordering, "mortise_ordering_t");
      task.waits.assign(ordering->waits, ordering->waits + ordering->wait_count);
      task.signals.assign(ordering->signals, ordering->signals + ordering->signal_count);
    }
    for (const mortise_fence_point_t& wait : task.waits) {
      if (!timeline_of(wait).promised(wait.value))
        invalid("a wait for ", wait.value, ", which nobody has enqueued");
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    append(std::move(task));
    changed_.notify_all();
  }

 private:
  struct Task {
    std::vector<mortise_fence_point_t> waits, signals;
    std::function<void()> work;
  };

  // Takes a place in the queue and makes the task's promises: all of it, or nothing.
  void append(Task task) {
    std::vector<uint64_t> before(task.signals.size());
    size_t promised = 0;
    tasks_.emplace_back();  // before any promise: there may be no memory
    try {
      for (; promised < task.signals.size(); ++promised)
        before[promised] =
            timeline_of(task.signals[promised]).promise(task.signals[promised].value);
    } catch (...) {
      while (promised-- > 0)
        timeline_of(task.signals[promised])
            .withdraw(task.signals[promised].value, before[promised]);
      tasks_.pop_back();
      throw;
    }
    tasks_.back() = std::move(task);
  }

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
    try {
      if (before_each_) before_each_();
      wait_for(task.waits);
      task.work();
      for (const mortise_fence_point_t& signal : task.signals)
        timeline_of(signal).signal(signal.value);
    } catch (...) {
      fail_all(task.signals, current_exception_error());
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

#endif  // MORTISE_SDK_WORK_STREAM_HPP_
