// Long random sequences of operations, many of them in flight, on two communicators at once.
#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "plugin-sdk/conform/communicator/contract.hpp"
#include "plugin-sdk/conform/communicator/elements.hpp"
#include "plugin-sdk/conform/communicator/rank.hpp"

namespace mortise::conform::contract {
namespace {

using Bytes = std::vector<uint8_t>;

// An operation in flight, with its memory and what must be in it at the end.
struct Step {
  Step(Bytes sent, size_t received) : send(sent), receive(received) {}
  Buffer send;
  Buffer receive;
  Bytes expected;
  uint64_t number = 0;
  uint32_t kind = 0;
  Request request;
  Request partner;  // the send that goes with a receive
  bool sends_too = false;
};

class Sequence {
 public:
  Sequence(Communicator communicator, uint64_t seed)
      : rank_(communicator.rank()),
        size_(communicator.size()),
        seed_(seed),
        communicator_(std::move(communicator)) {}

  void enqueue() {
    const uint64_t kind = random(7);
    const uint64_t bytes = random(10) == 0 ? random(400000) : random(300);
    ++step_;
    switch (kind) {
      case 0: return maximum(bytes, false);
      case 1: return maximum(bytes, true);
      case 2: return gather(bytes);
      case 3: return broadcast(bytes);
      case 4: return exchange_all(bytes);
      case 5: return exchange(bytes);
      default: return barrier();
    }
  }

  // Finishes operations until at most `count` are in flight; ranks choose differently how.
  void finish(size_t count) {
    while (flight_.size() > count) {
      Step& step = *flight_.front();
      const bool poll = random_below(seed_ + rank_, step_ + flight_.size(), 4) == 0;
      RANK_OK(poll ? step.request.poll() : step.request.wait());
      if (step.sends_too) RANK_OK(step.partner.wait());
      if (step.receive.size() != 0 && step.receive.content() != step.expected) {
        fail_rank(sdk::message("step ", step.number, ", an operation of kind ", step.kind,
                               ", differs from the serial model"));
      }
      flight_.pop_front();
    }
  }

  uint64_t random(uint64_t bound) { return random_below(seed_, decisions_++, bound); }

 private:
  Bytes data(uint32_t rank, uint64_t bytes, uint64_t first = 0) const {
    return random_bytes(seed_ * 100000 + step_, rank, bytes, first);
  }

  // Adds the step and returns the operation's start.
  mortise_collective_t begin(uint32_t kind, uint64_t count, Bytes sent, size_t received) {
    flight_.push_back(std::make_unique<Step>(std::move(sent), received));
    Step& step = *flight_.back();
    step.number = step_;
    step.kind = kind;
    return operation(kind, MORTISE_DTYPE_UINT8, count, step.send.data(), step.receive.data());
  }

  void end(const mortise_collective_t& description) {
    RANK_OK(communicator_.enqueue(description, flight_.back()->request));
  }

  void maximum(uint64_t bytes, bool scatter) {
    const uint64_t total = scatter ? bytes * size_ : bytes;
    mortise_collective_t description =
        begin(scatter ? MORTISE_COLLECTIVE_REDUCE_SCATTER : MORTISE_COLLECTIVE_ALL_REDUCE, bytes,
              data(rank_, total), bytes);
    description.reduction = MORTISE_REDUCE_MAX;
    const uint64_t first = scatter ? rank_ * bytes : 0;
    Bytes& largest = flight_.back()->expected;
    largest = data(0, bytes, first);
    for (uint32_t rank = 1; rank < size_; ++rank) {
      const Bytes other = data(rank, bytes, first);
      for (size_t i = 0; i < bytes; ++i) largest[i] = std::max(largest[i], other[i]);
    }
    end(description);
  }

  void gather(uint64_t bytes) {
    const mortise_collective_t description =
        begin(MORTISE_COLLECTIVE_ALL_GATHER, bytes, data(rank_, bytes), bytes * size_);
    for (uint32_t rank = 0; rank < size_; ++rank) append(data(rank, bytes));
    end(description);
  }

  void exchange_all(uint64_t bytes) {
    const mortise_collective_t description =
        begin(MORTISE_COLLECTIVE_ALL_TO_ALL, bytes, data(rank_, bytes * size_), bytes * size_);
    for (uint32_t rank = 0; rank < size_; ++rank) {
      append(data(rank, bytes, rank_ * bytes));
    }
    end(description);
  }

  void broadcast(uint64_t bytes) {
    mortise_collective_t description =
        begin(MORTISE_COLLECTIVE_BROADCAST, bytes, data(rank_, bytes), bytes);
    description.peer = static_cast<uint32_t>(random(size_));
    flight_.back()->expected = data(description.peer, bytes);
    end(description);
  }

  void exchange(uint64_t bytes) {
    const auto distance = static_cast<uint32_t>(1 + random(size_));
    const uint32_t from = (rank_ + 2 * size_ - distance) % size_;
    begin(MORTISE_COLLECTIVE_RECEIVE, bytes, data(rank_, bytes), bytes);
    Step& step = *flight_.back();
    step.expected = data(from, bytes);
    end(receive_from(from, step_, step.receive));
    RANK_OK(
        communicator_.enqueue(send_to((rank_ + distance) % size_, step_, step.send), step.partner));
    step.sends_too = true;
  }

  void barrier() { end(begin(MORTISE_COLLECTIVE_BARRIER, 0, {}, 0)); }

  void append(const Bytes& bytes) {
    Bytes& expected = flight_.back()->expected;
    expected.insert(expected.end(), bytes.begin(), bytes.end());
  }

  const uint32_t rank_;
  const uint32_t size_;
  const uint64_t seed_;
  uint64_t decisions_ = 0;
  uint64_t step_ = 0;
  std::deque<std::unique_ptr<Step>> flight_;
  Communicator communicator_;  // closed before the memory is released
};

void random_sequences(uint32_t ranks) {
  on_ranks(ranks, [](const RankInfo& info) {
    Communicator communicator(info);
    Communicator part;
    RANK_OK(communicator.split(info.rank % 2, info.rank, part));
    Sequence whole(std::move(communicator), info.size);
    Sequence half(std::move(part), 100 + info.size + info.rank % 2);
    for (int i = 0; i < 150; ++i) {
      whole.enqueue();
      half.enqueue();
      whole.finish(whole.random(12));
      half.finish(half.random(12));
    }
    whole.finish(0);
    half.finish(0);
  });
}

}  // namespace

const std::vector<Contract>& stress_contract() {
  static const std::vector<Contract> contracts = {
      {"random_sequences",
       "random sequences with many operations in flight give what the serial model gives",
       {2, 3, 4},
       &random_sequences},
  };
  return contracts;
}

}  // namespace mortise::conform::contract
