// Vector code that works along rows: reductions, softmax, layer normalisation, pooling sums.
#pragma once

#include <cstddef>

namespace mortise::cpu {

struct RowsTable {
  float (*sum)(const float* x, size_t count);
  float (*max)(const float* x, size_t count);
  float (*min)(const float* x, size_t count);
  bool (*all_finite)(const float* x, size_t count);
  /// Sum of (x - shift)^2.
  float (*sum_of_squares)(const float* x, size_t count, float shift);
  /// y = softmax(x) over one row; with `log`, its logarithm. x and y may be equal.
  void (*softmax)(const float* x, float* y, size_t count, bool log);
  /// y = (x - mean) / sqrt(variance + epsilon) * scale + bias; scale and bias may be null.
  void (*layer_norm)(const float* x, float* y, size_t count, float epsilon, const float* scale,
                     const float* bias);
  /// y[c] += sum over `count` rows of x[r * width + c].
  void (*add_rows)(const float* x, float* y, size_t count, size_t width);
  /// y[i] = x[i] * scale[i % width] + (add ? add[i] : 0), count a multiple of width.
  void (*scale_rows)(const float* x, const float* scale, const float* add, float* y, size_t count,
                     size_t width);
  /// y[o] = bias[o] + sum over i of w[o * inputs + i] * x[i]; bias may be null.
  void (*matrix_vector)(const float* w, const float* bias, const float* x, float* y, size_t outputs,
                        size_t inputs);
};

/// The table for this CPU. Any thread.
const RowsTable& rows_table();

}  // namespace mortise::cpu
