// Which operations may run. Not thread-safe: the group calls it under its lock.
//
// The operations of one rank run in the order in which they were enqueued, with one relaxation: sends
// and receives between two collectives run at the same time, matched by peer and tag (in order where
// these are equal), so that no order of them within a rank can block another rank. A collective
// waits for the messages before it, and a message for the collectives before it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "plugins/communicators/loopback/operation.hpp"

namespace mortise::loopback {

/// What a change of the schedule has brought about.
struct Events {
  /// Operations that can run: one per rank in order, or a send and its receive.
  std::vector<std::vector<OperationPointer>> ready;
  /// Messages whose partner has closed.
  std::vector<OperationPointer> orphaned;
  /// Set when ranks ask for different things: who and what, and one of the operations.
  std::string disagreement;
  OperationPointer disputed;
};

class Schedule {
 public:
  explicit Schedule(uint32_t size) : ends_(size) {}

  /// Gives the operation its number: every operation has one, also one that is refused.
  void number(Operation& operation);
  /// Queues an operation that has its number.
  Events add(const OperationPointer& operation);
  /// To be called when an operation is done; what waited for it may now run.
  Events remove(const Operation& operation);
  /// Forgets the rank: returns its operations that were not ready.
  std::vector<OperationPointer> close(uint32_t rank, Events& events);
  /// Forgets and returns all operations that were not ready.
  std::vector<OperationPointer> clear();

  std::vector<uint32_t> closed_ranks() const;
  /// True when a collective of a rank that has not closed waits for others.
  bool has_unfinished_round() const { return !rounds_.empty(); }
  /// Why the operation is not ready: "ranks 2 and 3 have not arrived".
  std::string obstacle(const Operation& operation) const;

 private:
  struct End {
    std::deque<OperationPointer> waiting;
    OperationPointer collective;  // under way; then no message is
    uint64_t messages = 0;        // under way
    uint64_t next_collective = 0;
    uint64_t next_message = 0;
    bool closed = false;
  };
  // A collective that some rank has enqueued and not all have reached.
  struct Round {
    OperationPointer first;
    std::vector<OperationPointer> enqueued;  // by rank; null where the rank has not
    uint32_t entered = 0;
  };
  using Envelope = std::tuple<uint32_t, uint32_t, uint64_t>;  // source, destination, tag
  struct Mailbox {
    std::deque<OperationPointer> sends, receives;  // one of them is empty
  };

  void enter(uint32_t rank, Events& events);
  void leave_rounds(uint32_t rank);
  void enter_collective(const OperationPointer& operation, Events& events);
  void enter_message(const OperationPointer& operation, Events& events);
  static void dispute(const OperationPointer& left, const OperationPointer& right, Events& events);
  static Envelope envelope(const Operation& operation);
  std::string absence(const Operation& collective) const;

  std::vector<End> ends_;
  std::map<uint64_t, Round> rounds_;
  std::map<Envelope, Mailbox> mailboxes_;
};

}  // namespace mortise::loopback
