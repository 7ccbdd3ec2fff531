// Random numbers for operators that draw them: Philox4x32-10, a generator without state (Salmon and others, Parallel Random
// Numbers: As Easy as 1, 2, 3, SC 2011). Element i of a draw follows from the seed, the draw's number and i alone, so that
// every kernel that works this way gives the same numbers, in any order and on any number of threads.
#pragma once

#include <array>
#include <atomic>

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// The numbers of one draw.
class RandomStream {
 public:
  RandomStream(uint64_t seed, uint64_t draw) : seed_(seed), draw_(draw) {}

  /// Four words of 32 random bits.
  std::array<uint32_t, 4> block(uint64_t index) const;
  /// In [0, 1), a multiple of 2^-53.
  double uniform(uint64_t index) const;
  /// Of mean 0 and variance 1 (Box and Muller).
  double normal(uint64_t index) const;

 private:
  uint64_t seed_, draw_;
};

/// What a kernel draws from. With a seed in the node's attribute `seed`, a float or an int, all its draws are alike; without
/// one the kernel takes a seed from the system when it is made, and each draw is another.
class RandomSource {
 public:
  explicit RandomSource(const Node& node);
  /// Any thread.
  RandomStream draw() const {
    return {seed_, is_seeded_ ? 0 : draws_.fetch_add(1, std::memory_order_relaxed)};
  }

 private:
  uint64_t seed_;
  bool is_seeded_;
  mutable std::atomic<uint64_t> draws_{0};
};

}  // namespace mortise::ops
