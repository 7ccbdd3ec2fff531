// Where the ranks of one plugin instance find each other by address.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "plugins/communicators/loopback/group.hpp"

namespace mortise::loopback {

/// Any thread may call.
class Rendezvous {
 public:
  /// Waits until all ranks of `address` have joined, and returns what they share. While an earlier
  /// communicator of that address has open ranks, waits for these to close first. Throws
  /// DEADLINE_EXCEEDED, naming the missing ranks, on all that have joined when the first deadline
  /// passes; INVALID_ARGUMENT on all when they disagree about the size; ALREADY_EXISTS for a rank
  /// that has joined already.
  std::shared_ptr<Group> join(const std::string& address, uint32_t rank, uint32_t size,
                              Clock::duration timeout);

  /// Frees the address of a group of which all ranks have closed.
  void leave(const std::string& address);

 private:
  struct Meeting {
    std::vector<bool> joined;
    uint32_t missing = 0;
    std::shared_ptr<Group> group;  // set when nobody is missing
    std::optional<Failure> failure;
  };

  std::shared_ptr<Meeting> enter(const std::string& address, uint32_t rank, uint32_t size);
  void fail_meeting(const std::string& address, Meeting& meeting, Failure failure);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::shared_ptr<Meeting>> meetings_;
};

}  // namespace mortise::loopback
