// One rank's part in a collective operation, or a message that it sends or receives.
#pragma once

#include <mortise/abi/communicator.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugins/communicators/loopback/failure.hpp"

namespace mortise::loopback {

class Group;
class Task;

using Clock = std::chrono::steady_clock;

/// Beside the ABI's kinds: the collective call that makes new communicators.
inline constexpr uint32_t kSplit = 0x10000;

struct Operation {
  Operation(const mortise_collective_t& description, uint32_t owner)
      : kind(description.kind),
        reduction(description.reduction),
        dtype(description.dtype),
        peer(description.peer),
        tag(description.tag),
        count(description.count),
        send(static_cast<const std::byte*>(description.send)),
        receive(static_cast<std::byte*>(description.receive)),
        rank(owner) {}

  const uint32_t kind;
  const uint32_t reduction;
  const uint32_t dtype;
  const uint32_t peer;
  const uint64_t tag;
  const uint64_t count;
  const std::byte* const send;
  std::byte* const receive;
  const uint32_t rank;

  uint64_t bytes = 0;      // of `count` elements
  std::string dtype_name;  // for messages; empty where the kind has no dtype
  uint32_t color = 0;      // of a split
  uint32_t key = 0;
  Clock::duration timeout{};

  // Set when it is enqueued, under the group's lock; then constant.
  uint64_t number = 0;  // among the collectives of the communicator, or the messages of the rank
  Clock::time_point enqueued{};
  Clock::time_point deadline{};

  // Guarded by the group's lock.
  bool done = false;
  std::optional<Failure> failure;
  Task* task = nullptr;  // set while the work is ready or under way
  std::shared_ptr<Group> child;
  uint32_t child_rank = 0;

  bool is_message() const {
    return kind == MORTISE_COLLECTIVE_SEND || kind == MORTISE_COLLECTIVE_RECEIVE;
  }
  bool reduces() const {
    return kind == MORTISE_COLLECTIVE_ALL_REDUCE || kind == MORTISE_COLLECTIVE_REDUCE_SCATTER;
  }
};

using OperationPointer = std::shared_ptr<Operation>;

/// "all-reduce 12"
std::string title(const Operation& operation);

/// What it asks for, as far as ranks must agree on it: "all-reduce, sum of 8 float32".
std::string summary(const Operation& operation);

/// True when two ranks ask for the same collective.
bool agree(const Operation& left, const Operation& right);

/// "rank 2 has", "ranks 0, 2 and 3 have"
std::string ranks_have(const std::vector<uint32_t>& ranks);

/// "250 ms", "2 s"
std::string format_duration(Clock::duration duration);

/// Sizes of the caller's memory behind `send` and `receive`, in bytes; 0 where it is not used.
uint64_t send_bytes(const Operation& operation, uint32_t size);
uint64_t receive_bytes(const Operation& operation, uint32_t size);

/// Throws INVALID_ARGUMENT unless kind, reduction and peer fit a communicator of `size` ranks.
void check_description(const Operation& operation, uint32_t size);
/// The same for the memory, once `bytes` is known.
void check_memory(const Operation& operation, uint32_t size);

}  // namespace mortise::loopback
