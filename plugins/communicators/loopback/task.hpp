// The work of an operation that all its ranks have reached, cut into pieces that any threads do in any
// order. A piece reads all that it needs before it writes, and touches memory of its own, which is what
// makes operations in place work.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "plugins/communicators/loopback/operation.hpp"
#include "plugins/communicators/loopback/reduce.hpp"

namespace mortise::loopback {

class Task : public std::enable_shared_from_this<Task> {
 public:
  /// `participants`: one operation per rank, in order; or a send and its receive.
  explicit Task(std::vector<OperationPointer> participants);

  const std::vector<OperationPointer>& participants() const { return participants_; }
  uint64_t piece_count() const { return rows_ * pieces_per_row_; }
  /// The time at which the last rank enqueued its part.
  Clock::time_point arrival() const { return arrival_; }
  bool involves(uint32_t rank) const;
  void run_piece(uint64_t piece) const;

  // Progress, guarded by the group's lock.
  uint64_t next = 0;
  uint64_t running = 0;
  uint64_t finished = 0;
  bool completed = false;
  std::optional<Failure> failure;

 private:
  void all_reduce(uint64_t begin, uint64_t end) const;
  void reduce_scatter(uint64_t block, uint64_t begin, uint64_t end) const;
  void all_gather(uint64_t source, uint64_t begin, uint64_t end) const;
  void all_to_all(uint64_t pair, uint64_t begin, uint64_t end) const;
  void broadcast(uint64_t begin, uint64_t end) const;
  void send(uint64_t begin, uint64_t end) const;

  const std::vector<OperationPointer> participants_;
  const Operation& first_;
  Clock::time_point arrival_;
  std::vector<const std::byte*> sources_;
  ReduceBlock reduce_ = nullptr;
  uint64_t element_bytes_ = 1;  // of what is reduced
  // Rows are blocks of `first_.bytes` bytes, each cut into pieces.
  uint64_t rows_ = 1;
  uint64_t piece_bytes_ = 0;
  uint64_t pieces_per_row_ = 0;
};

}  // namespace mortise::loopback
