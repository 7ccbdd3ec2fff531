// The one rank's end. With nobody else to wait for, a collective is a copy; what a rank sends to itself waits in a mailbox.
#pragma once

#include <mortise/sdk/communicator.hpp>

#include "mailbox.hpp"

namespace acme {

class Communicator final : public mortise::sdk::Communicator {
 public:
  Communicator(const mortise_host_t* host, int64_t timeout_nanoseconds)
      : host_(host), timeout_(timeout_nanoseconds), mailbox_(std::make_shared<Mailbox>()) {}
  ~Communicator() override;

  uint32_t rank() const noexcept override { return 0; }
  uint32_t size() const noexcept override { return 1; }
  bool reaches(std::string_view memory_space) const noexcept override {
    return memory_space == "host";
  }
  std::unique_ptr<mortise::sdk::Request> enqueue(const mortise_collective_t& operation) override;
  std::unique_ptr<mortise::sdk::Communicator> split(uint32_t color, uint32_t key) override;
  void abort(std::string_view reason) noexcept override;

 private:
  const mortise_host_t* host_;
  const int64_t timeout_;             // nanoseconds, of operations that name none
  uint64_t sequence_ = 0;             // of the last operation; one caller at a time
  std::shared_ptr<Mailbox> mailbox_;  // requests keep it too
};

}  // namespace acme
