#include "plugins/communicators/loopback/communicator.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "plugins/communicators/loopback/reduce.hpp"

namespace mortise::loopback {
namespace {

class Request final : public sdk::Request {
 public:
  Request(std::shared_ptr<Group> group, OperationPointer operation)
      : group_(std::move(group)), operation_(std::move(operation)) {}
  bool test() override { return group_->test(operation_); }
  void wait() override { group_->wait(operation_); }

 private:
  const std::shared_ptr<Group> group_;
  const OperationPointer operation_;
};

}  // namespace

Communicator::Communicator(const mortise_host_t* host, Rendezvous* rendezvous, std::string address,
                           std::shared_ptr<Group> group, uint32_t rank, Clock::duration timeout)
    : host_(host),
      rendezvous_(rendezvous),
      address_(std::move(address)),
      group_(std::move(group)),
      rank_(rank),
      timeout_(timeout) {}

Communicator::~Communicator() {
  try {
    const bool last = group_->close(rank_);
    if (last && !address_.empty()) rendezvous_->leave(address_);
  } catch (const std::bad_alloc&) {
    // Without memory to tell the other ranks, their deadlines do.
  }
}

void Communicator::abort(std::string_view reason) noexcept {
  try {
    group_->abort(rank_, reason);
  } catch (const std::bad_alloc&) {
    // As above.
  }
}

std::unique_ptr<sdk::Request> Communicator::enqueue(const mortise_collective_t& description) {
  const auto operation = std::make_shared<Operation>(description, rank_);
  check_description(*operation, size());
  if (description.timeout_nanoseconds < 0) {
    sdk::invalid("timeout_nanoseconds is ", description.timeout_nanoseconds,
                 "; give a positive time, or 0 for the communicator's");
  }
  operation->timeout = description.timeout_nanoseconds == 0
                           ? timeout_
                           : bounded_timeout(description.timeout_nanoseconds);
  if (operation->kind != MORTISE_COLLECTIVE_BARRIER) find_size(*operation);
  check_memory(*operation, size());
  if (operation->reduces() && find_reduction(operation->dtype, operation->reduction) == nullptr) {
    sdk::unsupported(summary(*operation),
                     ": elements of this dtype cannot be reduced so; loopback reduces float16, "
                     "bfloat16, float32, float64 and integers by all reductions, complex numbers "
                     "by sum, product and mean, bool by sum, product, min and max");
  }
  auto request = std::make_unique<Request>(group_, operation);
  group_->enqueue(operation);
  return request;
}

void Communicator::find_size(Operation& operation) const {
  const mortise_dtype_info_t* info = host_->dtype_find(host_->context, operation.dtype);
  if (info == nullptr) sdk::invalid("dtype ", operation.dtype, " is not known");
  operation.dtype_name = sdk::to_view(info->name);
  if (info->bytes_per_block == 0) {
    sdk::unsupported("elements of dtype ", info->name,
                     " have no fixed size and cannot be sent; send their bytes as uint8");
  }
  if (operation.count % info->elements_per_block != 0) {
    sdk::invalid(operation.count, " elements of dtype ", info->name,
                 " are not a whole number of blocks of ", info->elements_per_block);
  }
  const uint64_t blocks = operation.count / info->elements_per_block;
  if (blocks > std::numeric_limits<uint64_t>::max() / info->bytes_per_block) {
    sdk::invalid(operation.count, " elements of dtype ", info->name,
                 " are more than memory can hold");
  }
  operation.bytes = blocks * info->bytes_per_block;
}

std::unique_ptr<sdk::Communicator> Communicator::split(uint32_t color, uint32_t key) {
  mortise_collective_t description{};
  description.kind = kSplit;
  const auto operation = std::make_shared<Operation>(description, rank_);
  operation->color = color;
  operation->key = key;
  operation->timeout = timeout_;
  group_->enqueue(operation);
  group_->wait(operation);
  return std::make_unique<Communicator>(host_, rendezvous_, std::string(), operation->child,
                                        operation->child_rank, timeout_);
}

Clock::duration bounded_timeout(int64_t nanoseconds) {
  const std::chrono::nanoseconds longest = std::chrono::hours(24 * 365);
  return std::min(std::chrono::nanoseconds(nanoseconds), longest);
}

}  // namespace mortise::loopback
