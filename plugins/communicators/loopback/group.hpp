// What the ranks of one communicator share: the schedule, the work that is ready, and the failure that
// ended it, if one has.
//
// Progress. The group has no thread. enqueue() only takes note of an operation, except that whoever
// arrives last at an operation of one piece (256 KiB) does it on the spot. Everything else is done by
// the threads that wait() or test(), for whichever rank: each takes the next piece of what is ready,
// so that ranks that wait share the work, and one that waits alone does all of it.
//
// Failure. An abort, a deadline that passes, ranks that disagree, or a rank that closes while a
// collective needs it, ends the communicator: everything that is under way fails on all ranks with
// the same cause, and so does everything that is enqueued later. A request is done only when no thread
// touches its memory any more.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/communicators/loopback/operation.hpp"
#include "plugins/communicators/loopback/schedule.hpp"
#include "plugins/communicators/loopback/task.hpp"

namespace mortise::loopback {

/// Any thread may call.
class Group {
 public:
  /// `name` is for messages.
  Group(std::string name, uint32_t size);

  uint32_t size() const { return size_; }

  /// Takes note of an operation that has been checked. Throws the group's Failure.
  void enqueue(const OperationPointer& operation);
  /// True when the operation is done. Does at most one piece of work. Throws its Failure.
  bool test(const OperationPointer& operation);
  /// Returns when the operation is done; throws its Failure.
  void wait(const OperationPointer& operation);

  void abort(uint32_t rank, std::string_view reason);
  /// Ends the rank's part; when it returns nobody touches memory that the rank has given. True when
  /// all ranks have closed. Requires: called once per rank.
  bool close(uint32_t rank);
  std::vector<uint32_t> open_ranks() const;

 private:
  using Lock = std::unique_lock<std::mutex>;
  using TaskPointer = std::shared_ptr<Task>;

  void settle();
  void start(std::vector<OperationPointer> participants);
  void complete(Task& task);
  void split(const std::vector<OperationPointer>& participants) const;
  void finish(Operation& operation, const std::optional<Failure>& cause);
  void fail_all(Failure cause, OperationPointer origin);
  void fail_task(Task& task, const Failure& cause);
  void fail_tasks_of(uint32_t rank, const Failure& cause);
  void expire(const OperationPointer& operation);
  Failure failure_for(const Operation& operation, const Failure& cause) const;

  bool run_some(const Operation& operation, bool expired, Lock& lock);
  void run_piece(const TaskPointer& task, Lock& lock);
  bool is_on_its_way(const Operation& operation) const;

  const std::string name_;
  const uint32_t size_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Schedule schedule_;
  std::vector<Events> pending_;   // of the schedule; empty when the lock is free
  std::list<TaskPointer> tasks_;  // ready or under way
  std::optional<Failure> failure_;
  OperationPointer origin_;  // whose failure it is; null for an abort
};

}  // namespace mortise::loopback
