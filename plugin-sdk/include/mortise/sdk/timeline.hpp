// A fence on the host: a value that grows, a promise of how far it will, and a failure once there was one.
#pragma once

#include <mortise/sdk/device.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace mortise::sdk {

/// Any thread.
class Timeline final : public Fence {
 public:
  uint64_t query() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (failure_) throw *failure_;
    return value_;
  }

  void wait(uint64_t value, int64_t timeout_nanoseconds) override {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto over = [&] { return failure_ || value_ >= value; };
    if (timeout_nanoseconds < 0) {
      changed_.wait(lock, over);
    } else if (!changed_.wait_for(lock, std::chrono::nanoseconds(timeout_nanoseconds), over)) {
      sdk::fail(MORTISE_STATUS_DEADLINE_EXCEEDED, "the fence is at ", value_, ", not at ", value);
    }
    if (failure_) throw *failure_;
  }

  void signal(uint64_t value) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (value < value_) invalid("a fence at ", value_, " cannot go back to ", value);
    value_ = value;
    promised_ = std::max(promised_, value);
    changed_.notify_all();
  }

  /// Work that will signal `value` has been enqueued.
  void promise(uint64_t value) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (value <= promised_) invalid("the fence's value ", value, " was promised before");
    promised_ = value;
  }

  /// Whether a wait for `value` is one that the ABI allows.
  bool promised(uint64_t value) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return value <= promised_;
  }

  /// From now on query and wait throw it.
  void fail(const Error& failure) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!failure_) failure_ = failure;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t value_ = 0;
  uint64_t promised_ = 0;
  std::optional<Error> failure_;
};

/// Requires: the fence is a Timeline.
inline Timeline& timeline_of(const mortise_fence_point_t& point) {
  return static_cast<Timeline&>(from_abi(point.fence));
}

}  // namespace mortise::sdk
