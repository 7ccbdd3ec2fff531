// Vector code for attention. Everything is computed transposed: a lane is a query, so that keys and values are read
// number by number where they lie, and maxima and sums over keys need no sum over lanes.
//
// A panel holds [rows][width] floats, a column for each of `width` queries.
#pragma once

#include <cstdint>

namespace mortise::cpu {

struct AttentionTable {
  int64_t width;

  /// c[r] = factor * c[r] + sum over k of a[r * row_stride + k * inner_stride] * b[k], elementwise over queries. Without
  /// a factor c starts as zeros.
  void (*multiply)(const float* a, int64_t row_stride, int64_t inner_stride, int64_t rows,
                   int64_t inner, const float* b, const float* factor, float* c);

  /// Scores of some more keys become exp(score - peak), after peak has grown to the largest score so far. What was summed
  /// up under the old peak must be multiplied by `factor`; `sum` already is. Starts with peaks of minus infinity.
  void (*weigh)(float* scores, int64_t keys, float* peak, float* sum, float* factor);

  /// panel[c][r] = from[r * row_stride + c * column_stride] * scale, zeros for rows that are not there.
  void (*gather)(const float* from, int64_t row_stride, int64_t column_stride, int64_t rows,
                 int64_t columns, float scale, float* panel);

  /// to[r * row_stride + c * column_stride] = panel[c][r] / sum[r].
  void (*scatter)(const float* panel, const float* sum, int64_t rows, int64_t columns,
                  int64_t row_stride, int64_t column_stride, float* to);
};

/// For the processor that this runs on, with panels that suit so many queries. Any thread.
const AttentionTable& attention_table(int64_t queries);

}  // namespace mortise::cpu
