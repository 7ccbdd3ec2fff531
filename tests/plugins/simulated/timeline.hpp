// The fence of a simulated device: a value that grows, a promise of how far it will, and a failure once there was one.
#pragma once

#include <mortise/sdk/device.hpp>

#include <condition_variable>
#include <mutex>
#include <optional>

namespace mortise::tests::simulated {

/// Any thread.
class Timeline final : public sdk::Fence {
 public:
  uint64_t query() override;
  void wait(uint64_t value, int64_t timeout_nanoseconds) override;
  void signal(uint64_t value) override;

  /// Work that will signal `value` has been enqueued.
  void promise(uint64_t value);
  /// Whether a wait for `value` is one that the ABI allows.
  bool promised(uint64_t value);
  /// From now on query and wait throw it.
  void fail(const sdk::Error& failure);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t value_ = 0;
  uint64_t promised_ = 0;
  std::optional<sdk::Error> failure_;
};

inline Timeline& timeline_of(const mortise_fence_point_t& point) {
  return static_cast<Timeline&>(sdk::from_abi(point.fence));
}

}  // namespace mortise::tests::simulated
