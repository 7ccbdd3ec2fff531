// Fences: timelines on the host, which know the OpenCL event that will bring each value that is still to come. Streams
// wait for such events natively, on the device.
#pragma once

#include <mortise/sdk/device.hpp>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "backends/opencl/handle.hpp"

namespace mortise::opencl {

/// Any thread.
class Timeline {
 public:
  // The host's side; see sdk::Fence. After a failure query and wait throw it.
  uint64_t query();
  void wait(uint64_t value, int64_t timeout_nanoseconds);
  void signal(uint64_t value);

  // The streams' side.

  using Promise = std::map<uint64_t, Event>::node_type;

  /// For work that will bring `value`. Throws INVALID_ARGUMENT unless it may be enqueued.
  Promise prepare(uint64_t value);
  /// Such work has been enqueued; it is over when `event` is. Needs no memory.
  void promise(Promise promise, const Event& event);
  /// What work that waits for `value` must wait for: nothing when the value is reached. Throws INVALID_ARGUMENT when
  /// nobody has enqueued it.
  Event pending(uint64_t value);
  std::optional<sdk::Error> failure();
  /// The work is over. A value below the present one changes nothing.
  void reach(uint64_t value);
  void fail(const sdk::Error& failure);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  uint64_t value_ = 0;
  uint64_t promised_ = 0;
  std::map<uint64_t, Event> pending_;  // by the value that it brings
  std::optional<sdk::Error> failure_;
};

/// The timeline is shared with the work that will signal it.
class Fence final : public sdk::Fence {
 public:
  const std::shared_ptr<Timeline>& timeline() const { return timeline_; }
  uint64_t query() override { return timeline_->query(); }
  void wait(uint64_t value, int64_t timeout_nanoseconds) override {
    timeline_->wait(value, timeout_nanoseconds);
  }
  void signal(uint64_t value) override { timeline_->signal(value); }

 private:
  std::shared_ptr<Timeline> timeline_ = std::make_shared<Timeline>();
};

}  // namespace mortise::opencl
