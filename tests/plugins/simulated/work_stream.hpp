// A stream of a simulated device: a thread that does what was enqueued in order, each piece after a random delay.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include "tests/plugins/simulated/timeline.hpp"

namespace mortise::tests::simulated {

class WorkStream final : public sdk::Stream {
 public:
  WorkStream(uint64_t seed, uint64_t max_delay_us);
  /// Waits for all that was enqueued.
  ~WorkStream() override;

  /// Runs `work` after the ordering's waits; signals after it. What it throws arrives on the signalled fences. Refuses a
  /// wait for what nobody has enqueued.
  void enqueue(const mortise_ordering_t* ordering, std::function<void()> work);

 private:
  struct Task {
    std::vector<mortise_fence_point_t> waits, signals;
    std::function<void()> work;
  };

  void serve();
  void run(const Task& task);

  std::mt19937_64 random_;
  const uint64_t max_delay_us_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace mortise::tests::simulated
