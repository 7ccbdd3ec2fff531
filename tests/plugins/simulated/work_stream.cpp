#include "tests/plugins/simulated/work_stream.hpp"

#include <chrono>

namespace mortise::tests::simulated {

WorkStream::WorkStream(uint64_t seed, uint64_t max_delay_us)
    : random_(seed), max_delay_us_(max_delay_us), thread_([this] { serve(); }) {}

WorkStream::~WorkStream() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void WorkStream::enqueue(const mortise_ordering_t* ordering, std::function<void()> work) {
  Task task;
  task.work = std::move(work);
  if (ordering != nullptr) {
    task.waits.assign(ordering->waits, ordering->waits + ordering->wait_count);
    task.signals.assign(ordering->signals, ordering->signals + ordering->signal_count);
  }
  for (const mortise_fence_point_t& wait : task.waits) {
    if (!timeline_of(wait).promised(wait.value))
      sdk::invalid("a wait for ", wait.value, ", which nobody has enqueued");
  }
  for (const mortise_fence_point_t& signal : task.signals)
    timeline_of(signal).promise(signal.value);
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  changed_.notify_all();
}

void WorkStream::serve() {
  std::unique_lock lock(mutex_);
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

void WorkStream::run(const Task& task) {
  if (max_delay_us_ > 0) {
    const auto delay = std::uniform_int_distribution<uint64_t>(0, max_delay_us_)(random_);
    std::this_thread::sleep_for(std::chrono::microseconds(delay));
  }
  try {
    try {
      for (const mortise_fence_point_t& wait : task.waits) timeline_of(wait).wait(wait.value, -1);
    } catch (const sdk::Error& error) {
      throw sdk::Error(error.code(), "not run, because of: " + error.text(),
                       error.flags() | MORTISE_STATUS_FLAG_POISONED);
    }
    task.work();
    for (const mortise_fence_point_t& signal : task.signals)
      timeline_of(signal).signal(signal.value);
  } catch (const sdk::Error& error) {
    for (const mortise_fence_point_t& signal : task.signals) timeline_of(signal).fail(error);
  }
}

}  // namespace mortise::tests::simulated
