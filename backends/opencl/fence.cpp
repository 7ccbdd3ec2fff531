#include "backends/opencl/fence.hpp"

#include <algorithm>
#include <chrono>

namespace mortise::opencl {

uint64_t Timeline::query() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (failure_) throw *failure_;
  return value_;
}

void Timeline::wait(uint64_t value, int64_t timeout_nanoseconds) {
  std::unique_lock<std::mutex> lock(mutex_);
  const auto over = [&] { return failure_ || value_ >= value; };
  if (timeout_nanoseconds < 0) {
    changed_.wait(lock, over);
  } else {
    // A deadline too far for the clock is none.
    const auto now = std::chrono::steady_clock::now();
    const auto left = std::chrono::steady_clock::time_point::max() - now;
    const auto timeout =
        std::min<std::chrono::nanoseconds>(std::chrono::nanoseconds(timeout_nanoseconds), left);
    if (!changed_.wait_until(lock, now + timeout, over)) {
      sdk::fail(MORTISE_STATUS_DEADLINE_EXCEEDED, "the fence is at ", value_, " and did not reach ",
                value, " in ", timeout_nanoseconds, " ns");
    }
  }
  if (failure_) throw *failure_;
}

void Timeline::signal(uint64_t value) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (value < value_)
    sdk::invalid("a fence only grows: it is at ", value_, " and cannot be set to ", value);
  value_ = value;
  promised_ = std::max(promised_, value);
  changed_.notify_all();
}

Timeline::Promise Timeline::prepare(uint64_t value) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (value <= promised_) {
      sdk::invalid("a fence only grows: ", promised_,
                   " is already enqueued or reached, so that no work can signal ", value);
    }
  }
  std::map<uint64_t, Event> made;
  return made.extract(made.try_emplace(value).first);
}

void Timeline::promise(Promise promise, const Event& event) {
  const std::lock_guard<std::mutex> lock(mutex_);
  promised_ = std::max(promised_, promise.key());
  if (promise.key() <= value_) return;
  promise.mapped() = event;
  pending_.insert(std::move(promise));
}

Event Timeline::pending(uint64_t value) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (value > promised_) {
    sdk::invalid("a wait for ", value, " of a fence on which nothing beyond ", promised_,
                 " is enqueued");
  }
  const auto first = value <= value_ ? pending_.end() : pending_.lower_bound(value);
  return first == pending_.end() ? Event() : first->second;
}

std::optional<sdk::Error> Timeline::failure() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return failure_;
}

void Timeline::reach(uint64_t value) {
  const std::lock_guard<std::mutex> lock(mutex_);
  pending_.erase(value);
  value_ = std::max(value_, value);
  changed_.notify_all();
}

void Timeline::fail(const sdk::Error& failure) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!failure_) failure_ = failure;
  pending_.clear();
  changed_.notify_all();
}

}  // namespace mortise::opencl
