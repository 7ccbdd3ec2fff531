// A fence on the host: a value that grows, a promise of how far it will, and a failure once there was one.
#ifndef MORTISE_SDK_TIMELINE_HPP_
#define MORTISE_SDK_TIMELINE_HPP_

#include <mortise/sdk/deadline.hpp>
#include <mortise/sdk/device.hpp>

#include <algorithm>
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
    if (!wait_until(changed_, lock, timeout_nanoseconds, over)) {
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

  /// Work that will signal `value` has been enqueued. Returns what was promised before. Throws, and promises nothing, when
  /// the fence would not grow.
  uint64_t promise(uint64_t value) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (value <= promised_)
      invalid("a fence only grows: ", promised_, " is enqueued or reached, and ", value,
              " cannot come after it");
    return std::exchange(promised_, value);
  }
  /// Takes a promise back, if it is the last one: the work was not enqueued after all.
  void withdraw(uint64_t value, uint64_t before) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (promised_ == value) promised_ = before;
  }

  /// Whether a wait for `value` is one that the ABI allows.
  bool promised(uint64_t value) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return value <= promised_;
  }

  /// From now on query and wait throw it.
  void fail(const Error& failure) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    try {
      if (!failure_) failure_ = failure;
    } catch (const std::bad_alloc&) {  // a text so short needs no memory
      failure_.emplace(MORTISE_STATUS_OUT_OF_MEMORY, "out of memory",
                       MORTISE_STATUS_FLAG_RETRYABLE);
    }
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

#endif  // MORTISE_SDK_TIMELINE_HPP_
