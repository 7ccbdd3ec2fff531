#include "tests/plugins/simulated/timeline.hpp"

#include <algorithm>
#include <chrono>

namespace mortise::tests::simulated {

uint64_t Timeline::query() {
  const std::lock_guard lock(mutex_);
  if (failure_) throw *failure_;
  return value_;
}

void Timeline::wait(uint64_t value, int64_t timeout_nanoseconds) {
  std::unique_lock lock(mutex_);
  const auto over = [&] { return failure_ || value_ >= value; };
  if (timeout_nanoseconds < 0) {
    changed_.wait(lock, over);
  } else if (!changed_.wait_for(lock, std::chrono::nanoseconds(timeout_nanoseconds), over)) {
    sdk::fail(MORTISE_STATUS_DEADLINE_EXCEEDED, "the fence is at ", value_, ", not at ", value);
  }
  if (failure_) throw *failure_;
}

void Timeline::signal(uint64_t value) {
  const std::lock_guard lock(mutex_);
  if (value < value_) sdk::invalid("a fence at ", value_, " cannot go back to ", value);
  value_ = value;
  promised_ = std::max(promised_, value);
  changed_.notify_all();
}

void Timeline::promise(uint64_t value) {
  const std::lock_guard lock(mutex_);
  if (value <= promised_) sdk::invalid("the fence's value ", value, " was promised before");
  promised_ = value;
}

bool Timeline::promised(uint64_t value) {
  const std::lock_guard lock(mutex_);
  return value <= promised_;
}

void Timeline::fail(const sdk::Error& failure) {
  const std::lock_guard lock(mutex_);
  if (!failure_) failure_ = failure;
  changed_.notify_all();
}

}  // namespace mortise::tests::simulated
