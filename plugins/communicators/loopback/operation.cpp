#include "plugins/communicators/loopback/operation.hpp"

#include <array>
#include <functional>
#include <limits>
#include <string_view>

namespace mortise::loopback {
namespace {

constexpr std::array<std::string_view, 9> kKindNames = {
    "",           "all-reduce", "reduce-scatter", "all-gather", "broadcast",
    "all-to-all", "send",       "receive",        "barrier"};
constexpr std::array<std::string_view, 6> kReductionNames = {"",    "sum", "product",
                                                             "min", "max", "mean"};

std::string kind_name(uint32_t kind) {
  if (kind == kSplit) return "split";
  return std::string(kind < kKindNames.size() ? kKindNames[kind] : "");
}

std::string elements(const Operation& operation) {
  return std::to_string(operation.count) + " " + operation.dtype_name;
}

// Two ranges of memory may be the same, or apart.
bool overlap(const std::byte* left, uint64_t left_bytes, const std::byte* right,
             uint64_t right_bytes) {
  if (left_bytes == 0 || right_bytes == 0) return false;
  if (left == right && left_bytes == right_bytes) return false;
  const std::less<const std::byte*> before;
  return before(left, right + right_bytes) && before(right, left + left_bytes);
}

}  // namespace

std::string title(const Operation& operation) {
  return kind_name(operation.kind) + " " + std::to_string(operation.number);
}

std::string summary(const Operation& operation) {
  std::string text = kind_name(operation.kind);
  switch (operation.kind) {
    case kSplit:
    case MORTISE_COLLECTIVE_BARRIER: return text;
    case MORTISE_COLLECTIVE_ALL_REDUCE:
    case MORTISE_COLLECTIVE_REDUCE_SCATTER:
      text += ", ";
      text += kReductionNames[operation.reduction];
      return text + " of " + elements(operation);
    case MORTISE_COLLECTIVE_BROADCAST:
      return text + " of " + elements(operation) + " from rank " + std::to_string(operation.peer);
    case MORTISE_COLLECTIVE_SEND:
    case MORTISE_COLLECTIVE_RECEIVE:
      text += " of " + elements(operation);
      text += operation.kind == MORTISE_COLLECTIVE_SEND ? " to" : " from";
      return text + " rank " + std::to_string(operation.peer) + " with tag " +
             std::to_string(operation.tag);
    default: return text + " of " + elements(operation);
  }
}

bool agree(const Operation& left, const Operation& right) {
  if (left.kind != right.kind) return false;
  if (left.kind == kSplit || left.kind == MORTISE_COLLECTIVE_BARRIER) return true;
  if (left.dtype != right.dtype || left.count != right.count) return false;
  if (left.reduces() && left.reduction != right.reduction) return false;
  return left.kind != MORTISE_COLLECTIVE_BROADCAST || left.peer == right.peer;
}

std::string ranks_have(const std::vector<uint32_t>& ranks) {
  std::string text = ranks.size() == 1 ? "rank " : "ranks ";
  for (size_t i = 0; i < ranks.size(); ++i) {
    if (i != 0) text += i + 1 == ranks.size() ? " and " : ", ";
    text += std::to_string(ranks[i]);
  }
  return text + (ranks.size() == 1 ? " has" : " have");
}

std::string format_duration(Clock::duration duration) {
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
  if (milliseconds < 1000 || milliseconds % 1000 != 0) return std::to_string(milliseconds) + " ms";
  return std::to_string(milliseconds / 1000) + " s";
}

uint64_t send_bytes(const Operation& operation, uint32_t size) {
  switch (operation.kind) {
    case MORTISE_COLLECTIVE_ALL_REDUCE:
    case MORTISE_COLLECTIVE_ALL_GATHER:
    case MORTISE_COLLECTIVE_SEND: return operation.bytes;
    case MORTISE_COLLECTIVE_REDUCE_SCATTER:
    case MORTISE_COLLECTIVE_ALL_TO_ALL: return operation.bytes * size;
    case MORTISE_COLLECTIVE_BROADCAST:
      return operation.rank == operation.peer ? operation.bytes : 0;
    default: return 0;
  }
}

uint64_t receive_bytes(const Operation& operation, uint32_t size) {
  switch (operation.kind) {
    case MORTISE_COLLECTIVE_ALL_REDUCE:
    case MORTISE_COLLECTIVE_REDUCE_SCATTER:
    case MORTISE_COLLECTIVE_BROADCAST:
    case MORTISE_COLLECTIVE_RECEIVE: return operation.bytes;
    case MORTISE_COLLECTIVE_ALL_GATHER:
    case MORTISE_COLLECTIVE_ALL_TO_ALL: return operation.bytes * size;
    default: return 0;
  }
}

void check_description(const Operation& operation, uint32_t size) {
  if (operation.kind == 0 || operation.kind >= kKindNames.size()) {
    sdk::invalid("operation kind ", operation.kind,
                 " does not exist; use a MORTISE_COLLECTIVE_ constant");
  }
  const std::string name = kind_name(operation.kind);
  if (operation.reduces() &&
      (operation.reduction == 0 || operation.reduction >= kReductionNames.size())) {
    sdk::invalid(name, ": reduction ", operation.reduction,
                 " does not exist; use a MORTISE_REDUCE_ constant");
  }
  const bool has_peer = operation.is_message() || operation.kind == MORTISE_COLLECTIVE_BROADCAST;
  if (has_peer && operation.peer >= size) {
    sdk::invalid(name, ": peer ", operation.peer,
                 " is out of range: the communicator has ranks 0 to ", size - 1);
  }
}

void check_memory(const Operation& operation, uint32_t size) {
  const std::string name = kind_name(operation.kind);
  // All blocks of all ranks together must be addressable.
  if (operation.bytes > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()) / size) {
    sdk::invalid(name, ": ", elements(operation), " on ", size,
                 " ranks are more than memory can hold");
  }
  const uint64_t sent = send_bytes(operation, size);
  const uint64_t received = receive_bytes(operation, size);
  const bool no_send = sent != 0 && operation.send == nullptr;
  if (no_send || (received != 0 && operation.receive == nullptr)) {
    sdk::invalid(name, ": `", no_send ? "send" : "receive", "` is null, but rank ", operation.rank,
                 " needs it for ", elements(operation));
  }
  if (overlap(operation.send, sent, operation.receive, received)) {
    sdk::invalid(name, ": `send` (", sent, " bytes) and `receive` (", received,
                 " bytes) overlap; they may be the same memory where their sizes are equal, or "
                 "apart");
  }
}

}  // namespace mortise::loopback
