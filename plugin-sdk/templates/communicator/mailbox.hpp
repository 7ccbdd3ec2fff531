// Messages of one rank to itself: a send and a receive with one tag meet here, in the order in which they came. It is also
// where an abort is kept, because requests outlive their communicator.
#pragma once

#include <mortise/sdk/status.hpp>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace acme {

using Clock = std::chrono::steady_clock;

/// Never later than the clock can say.
Clock::time_point deadline_after(int64_t nanoseconds);

struct Message {
  uint64_t number = 0;  // of the operation
  uint64_t tag = 0;
  uint64_t bytes = 0;
  const void* source = nullptr;  // of a send
  void* target = nullptr;        // of a receive
  bool receives = false;
  Clock::time_point deadline;

  // Guarded by the mailbox's lock.
  bool done = false;
  std::optional<mortise::sdk::Error> failure;
};

/// Any thread.
class Mailbox {
 public:
  /// Throws CANCELLED after an end.
  void check_open();
  /// Meets what waits for it, or waits. Throws CANCELLED after an end.
  void post(const std::shared_ptr<Message>& message);
  /// True when done; throws the failure. Its own deadline fails a message that nobody has met.
  bool test(const std::shared_ptr<Message>& message);
  void wait(const std::shared_ptr<Message>& message);
  /// Fails all that waits, and all that comes later. The first reason stays.
  void end(std::string_view reason) noexcept;

 private:
  void require_open() const;
  bool settled(const std::shared_ptr<Message>& message);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Message>> waiting_;
  bool ended_ = false;
  std::string reason_;
};

}  // namespace acme
