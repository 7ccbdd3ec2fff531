// The way of a block of sums to the result: steps, a residual, and rows that lie anywhere.
#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "backends/cpu/matrix/block.hpp"
#include "backends/cpu/vector/pointwise.hpp"

namespace mortise::cpu::matrix {

/// Where the rows of a block lie in a tensor. A row's first sixteen columns are at its offset, the others at
/// `gap` behind it.
struct Rows {
  int64_t offsets[kBlock];  // in floats; negative: the row is not wanted
  int64_t count;            // 1 to kBlock
  int64_t gap;              // in floats
  int64_t columns;          // 1 to kBlock
  bool padded;  // columns up to the next multiple of sixteen are there too, and hold zeros
};

/// Immutable; any thread.
class Finish {
 public:
  Finish(std::vector<Step> steps, std::optional<size_t> residual_position);

  /// y = steps(sums), with the residual, which lies as y does, added at its place among the steps. Changes sums.
  void operator()(float* sums, const Rows& rows, const float* residual, float* y) const;

 private:
  const PointwiseTable& table_ = pointwise_table();
  std::vector<Step> steps_;  // but a Relu at the end, which goes with the stores
  std::optional<size_t> residual_position_;
  float floor_ = std::numeric_limits<float>::quiet_NaN();
};

}  // namespace mortise::cpu::matrix
