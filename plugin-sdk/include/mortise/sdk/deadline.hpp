// Waiting with the timeouts of the ABI.
#ifndef MORTISE_SDK_DEADLINE_HPP_
#define MORTISE_SDK_DEADLINE_HPP_

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace mortise::sdk {

/// Waits until `done()`, at most so many nanoseconds; negative: no limit. False when the time ran out.
template <class Done>
bool wait_until(std::condition_variable& changed, std::unique_lock<std::mutex>& lock,
                int64_t timeout_nanoseconds, const Done& done) {
  using Clock = std::chrono::steady_clock;
  const std::chrono::nanoseconds timeout(timeout_nanoseconds);
  const Clock::time_point now = Clock::now();
  // A deadline that the clock cannot express is none.
  if (timeout_nanoseconds < 0 || timeout > Clock::time_point::max() - now) {
    changed.wait(lock, done);
    return true;
  }
  return changed.wait_until(lock, now + timeout, done);
}

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_DEADLINE_HPP_
