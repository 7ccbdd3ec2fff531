// The loop over a broadcast elementwise operation: as few dimensions as the operands allow, the
// innermost one a run in which every operand is contiguous or constant.
#pragma once

#include <mortise/sdk/span.hpp>

#include <cstddef>
#include <cstdint>

namespace mortise::cpu {

inline constexpr size_t kMaxDims = 8;
inline constexpr size_t kMaxIterated = 8;

struct Iteration {
  size_t dims = 0;  // of the outer loop
  int64_t extents[kMaxDims] = {};
  int64_t strides[kMaxIterated][kMaxDims] = {};  // in elements; per operand
  int64_t rows = 1;                              // product of extents
  int64_t run = 1;                               // elements of the innermost loop
  bool constant[kMaxIterated] = {};              // the operand has one element per run

  /// Offset of operand `operand` at the beginning of run `row`.
  int64_t offset(size_t operand, int64_t row) const {
    int64_t result = 0;
    for (size_t d = dims; d-- > 0;) {
      result += row % extents[d] * strides[operand][d];
      row /= extents[d];
    }
    return result;
  }
};

/// Requires: at most kMaxIterated shapes, rank of `output` at most kMaxDims, and every shape
/// broadcasts to `output`.
Iteration iterate(sdk::ShapeView output, const sdk::ShapeView* inputs, size_t input_count);

}  // namespace mortise::cpu
