#include "plugins/communicators/loopback/task.hpp"

#include <algorithm>
#include <cstring>

namespace mortise::loopback {
namespace {

// Enough to outweigh taking the lock, and little enough for threads to share a large tensor.
constexpr uint64_t kPieceBytes = uint64_t{256} << 10;

void copy(std::byte* destination, const std::byte* source, uint64_t bytes) {
  if (destination != source) std::memmove(destination, source, bytes);
}

uint64_t row_count(uint32_t kind, uint64_t size) {
  switch (kind) {
    case MORTISE_COLLECTIVE_REDUCE_SCATTER:
    case MORTISE_COLLECTIVE_ALL_GATHER: return size;
    case MORTISE_COLLECTIVE_ALL_TO_ALL: return size * size;
    default: return 1;
  }
}

}  // namespace

Task::Task(std::vector<OperationPointer> participants)
    : participants_(std::move(participants)), first_(*participants_.front()) {
  arrival_ = first_.enqueued;
  for (const OperationPointer& operation : participants_) {
    arrival_ = std::max(arrival_, operation->enqueued);
    sources_.push_back(operation->send);
  }
  rows_ = row_count(first_.kind, participants_.size());
  piece_bytes_ = kPieceBytes;
  if (first_.reduces() && first_.count != 0) {
    reduce_ = find_reduction(first_.dtype, first_.reduction);
    element_bytes_ = first_.bytes / first_.count;
  }
  pieces_per_row_ = (first_.bytes + piece_bytes_ - 1) / piece_bytes_;
}

bool Task::involves(uint32_t rank) const {
  return std::any_of(participants_.begin(), participants_.end(),
                     [&](const OperationPointer& operation) { return operation->rank == rank; });
}

void Task::run_piece(uint64_t piece) const {
  const uint64_t row = piece / pieces_per_row_;
  const uint64_t begin = piece % pieces_per_row_ * piece_bytes_;
  const uint64_t end = std::min(begin + piece_bytes_, first_.bytes);
  switch (first_.kind) {
    case MORTISE_COLLECTIVE_ALL_REDUCE: return all_reduce(begin, end);
    case MORTISE_COLLECTIVE_REDUCE_SCATTER: return reduce_scatter(row, begin, end);
    case MORTISE_COLLECTIVE_ALL_GATHER: return all_gather(row, begin, end);
    case MORTISE_COLLECTIVE_BROADCAST: return broadcast(begin, end);
    case MORTISE_COLLECTIVE_ALL_TO_ALL: return all_to_all(row, begin, end);
    default: return send(begin, end);
  }
}

void Task::all_reduce(uint64_t begin, uint64_t end) const {
  std::byte block[kReduceBlock * kMaxElementBytes];
  while (begin < end) {
    const uint64_t count = std::min<uint64_t>((end - begin) / element_bytes_, kReduceBlock);
    const uint64_t bytes = count * element_bytes_;
    reduce_(sources_.data(), sources_.size(), begin, count, block);
    for (const OperationPointer& operation : participants_) {
      std::memcpy(operation->receive + begin, block, bytes);
    }
    begin += bytes;
  }
}

void Task::reduce_scatter(uint64_t block, uint64_t begin, uint64_t end) const {
  std::byte reduced[kReduceBlock * kMaxElementBytes];
  const uint64_t base = block * first_.bytes;
  while (begin < end) {
    const uint64_t count = std::min<uint64_t>((end - begin) / element_bytes_, kReduceBlock);
    const uint64_t bytes = count * element_bytes_;
    reduce_(sources_.data(), sources_.size(), base + begin, count, reduced);
    std::memcpy(participants_[block]->receive + begin, reduced, bytes);
    begin += bytes;
  }
}

void Task::all_gather(uint64_t source, uint64_t begin, uint64_t end) const {
  for (const OperationPointer& operation : participants_) {
    copy(operation->receive + source * first_.bytes + begin, sources_[source] + begin, end - begin);
  }
}

void Task::broadcast(uint64_t begin, uint64_t end) const {
  for (const OperationPointer& operation : participants_) {
    copy(operation->receive + begin, sources_[first_.peer] + begin, end - begin);
  }
}

// Swaps the two blocks that a pair of ranks has for each other, so that it works in place.
void Task::all_to_all(uint64_t pair, uint64_t begin, uint64_t end) const {
  const uint64_t low = pair / participants_.size();
  const uint64_t high = pair % participants_.size();
  if (low > high) return;
  const uint64_t at_low = high * first_.bytes;
  const uint64_t at_high = low * first_.bytes;
  std::byte kept[4096];
  while (begin < end) {
    const uint64_t bytes = std::min<uint64_t>(end - begin, sizeof kept);
    std::memcpy(kept, sources_[low] + at_low + begin, bytes);
    copy(participants_[low]->receive + at_low + begin, sources_[high] + at_high + begin, bytes);
    std::memcpy(participants_[high]->receive + at_high + begin, kept, bytes);
    begin += bytes;
  }
}

void Task::send(uint64_t begin, uint64_t end) const {
  copy(participants_[1]->receive + begin, participants_[0]->send + begin, end - begin);
}

}  // namespace mortise::loopback
