#include "operation.hpp"

#include <mortise/sdk/status.hpp>

#include <functional>
#include <limits>

namespace acme {
namespace {

using namespace mortise::sdk;

bool is_reduced(const mortise_collective_t& operation) {
  return operation.kind == MORTISE_COLLECTIVE_ALL_REDUCE ||
         operation.kind == MORTISE_COLLECTIVE_REDUCE_SCATTER;
}

void check_description(const mortise_collective_t& operation) {
  if (operation.kind < MORTISE_COLLECTIVE_ALL_REDUCE || operation.kind > MORTISE_COLLECTIVE_BARRIER)
    invalid("there is no operation of kind ", operation.kind);
  if (is_reduced(operation) &&
      (operation.reduction < MORTISE_REDUCE_SUM || operation.reduction > MORTISE_REDUCE_MEAN)) {
    invalid("there is no reduction ", operation.reduction);
  }
  const bool has_peer = operation.kind == MORTISE_COLLECTIVE_BROADCAST ||
                        operation.kind == MORTISE_COLLECTIVE_SEND ||
                        operation.kind == MORTISE_COLLECTIVE_RECEIVE;
  if (has_peer && operation.peer != 0)
    invalid("peer ", operation.peer, " is out of range: there is only rank 0");
  if (operation.timeout_nanoseconds < 0) {
    invalid("timeout_nanoseconds is ", operation.timeout_nanoseconds,
            "; give a positive time, or 0 for the communicator's");
  }
}

uint64_t bytes_of(const mortise_host_t* host, const mortise_collective_t& operation) {
  const mortise_dtype_info_t* info = host->dtype_find(host->context, operation.dtype);
  if (info == nullptr) invalid("there is no dtype ", operation.dtype);
  if (info->bytes_per_block == 0)
    unsupported("elements of dtype ", info->name, " cannot be sent: their bytes lie elsewhere");
  if (operation.count % info->elements_per_block != 0) {
    invalid(operation.count, " elements of ", info->name, " are no whole number of blocks of ",
            info->elements_per_block);
  }
  const uint64_t blocks = operation.count / info->elements_per_block;
  if (blocks > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()) / info->bytes_per_block)
    invalid(operation.count, " elements of ", info->name, " are more than memory can hold");
  return blocks * info->bytes_per_block;
}

void check_memory(const mortise_collective_t& operation, uint64_t bytes) {
  const bool sends = operation.kind != MORTISE_COLLECTIVE_RECEIVE;
  const bool receives = operation.kind != MORTISE_COLLECTIVE_SEND;
  if (bytes == 0) return;
  if (sends && operation.send == nullptr) invalid("`send` is null");
  if (receives && operation.receive == nullptr) invalid("`receive` is null");
  if (!sends || !receives || operation.send == operation.receive) return;
  const auto* from = static_cast<const char*>(operation.send);
  const auto* to = static_cast<const char*>(operation.receive);
  const std::less<const char*> before;
  if (before(from, to + bytes) && before(to, from + bytes))
    invalid("`send` and `receive` overlap; they may be the same memory, or apart");
}

}  // namespace

uint64_t checked_bytes(const mortise_host_t* host, const mortise_collective_t& operation) {
  check_description(operation);
  if (operation.kind == MORTISE_COLLECTIVE_BARRIER) return 0;
  const uint64_t bytes = bytes_of(host, operation);
  check_memory(operation, bytes);
  return bytes;
}

}  // namespace acme
