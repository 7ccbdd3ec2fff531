// A stream is an OpenCL command queue that works in order. What an enqueue waits for is waited for by the device, as events;
// nothing waits on the calling thread. A thread per stream follows the events and carries what becomes of them to the
// fences: OpenCL promises a callback for a command that ends, but some drivers (PoCL 3.1) make none when it fails.
//
// A failure arrives on the fences that the failed work signals. Where it signals none, they are those of the next work on
// the stream that signals some, so that no failure goes unheard.
#pragma once

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include "backends/opencl/commands.hpp"
#include "backends/opencl/fence.hpp"

namespace mortise::opencl {

class Stream final : public sdk::Stream {
 public:
  explicit Stream(const Driver& driver);
  /// Waits for all that was enqueued.
  ~Stream() override;

  /// `work` adds the commands; it may add none. Throws, with nothing promised to the fences, when the ordering breaks the
  /// ABI's rules or a command cannot be enqueued. One thread at a time.
  void enqueue(const mortise_ordering_t* ordering, const std::function<void(Commands&)>& work);
  cl_command_queue queue() const { return queue_.get(); }

 private:
  struct Point {
    std::shared_ptr<Timeline> timeline;
    uint64_t value;
  };
  struct Task {
    std::vector<Point> waits, signals;
    std::vector<Event> events;          // of its commands, at least one
    std::optional<sdk::Error> failure;  // known before it was enqueued
  };

  static std::vector<Point> points(const mortise_fence_point_t* points, uint64_t count);
  static std::vector<Event> events_before(Task& task);
  void follow();
  void report(const Task& task);
  std::optional<sdk::Error> outcome(const Task& task) const;

  Queue queue_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Task> tasks_;
  bool stopping_ = false;
  // Of the following thread alone.
  std::optional<sdk::Error> before_;   // how the work before this ended
  std::optional<sdk::Error> unheard_;  // a failure that no fence has been told of
  std::vector<Event> failed_;          // PoCL 3.1 looks at a failed command after it has said so
  std::thread follower_;               // last: it uses the others
};

}  // namespace mortise::opencl
