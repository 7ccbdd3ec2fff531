// One rank's end of a communicator.
#pragma once

#include <mortise/sdk/communicator.hpp>

#include <memory>
#include <string>

#include "plugins/communicators/loopback/group.hpp"
#include "plugins/communicators/loopback/rendezvous.hpp"

namespace mortise::loopback {

class Communicator final : public sdk::Communicator {
 public:
  /// `address` is what to tell the rendezvous when all ranks have closed; empty for a split's.
  Communicator(const mortise_host_t* host, Rendezvous* rendezvous, std::string address,
               std::shared_ptr<Group> group, uint32_t rank, Clock::duration timeout);
  ~Communicator() override;

  uint32_t rank() const noexcept override { return rank_; }
  uint32_t size() const noexcept override { return group_->size(); }
  bool reaches(std::string_view memory_space) const noexcept override {
    return memory_space == "host";
  }
  std::unique_ptr<sdk::Request> enqueue(const mortise_collective_t& description) override;
  std::unique_ptr<sdk::Communicator> split(uint32_t color, uint32_t key) override;
  void abort(std::string_view reason) noexcept override;

 private:
  void find_size(Operation& operation) const;

  const mortise_host_t* const host_;
  Rendezvous* const rendezvous_;
  const std::string address_;
  const std::shared_ptr<Group> group_;
  const uint32_t rank_;
  const Clock::duration timeout_;
};

/// The time of a timeout in nanoseconds; beyond a year it is a year, so that no deadline overflows.
Clock::duration bounded_timeout(int64_t nanoseconds);

}  // namespace mortise::loopback
