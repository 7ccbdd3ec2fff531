// Weights in panels of sixteen columns, and products of a few rows with them.
//
// A panel is [depth][16], in float32: whoever multiplies by it reads memory in order. The matrix unit splits
// panels into its own parts as it goes (backends/cpu/matrix): those are half as large again, and no faster to read.
#pragma once

#include <cstdint>

namespace mortise::cpu {

inline constexpr int64_t kPanel = 16;     // columns of a panel
inline constexpr int64_t kPanelRows = 8;  // rows that multiply_panel takes at most

/// A matrix of floats with any strides, counted in floats.
struct MatrixView {
  const float* data;
  int64_t depth, columns;
  int64_t depth_stride, column_stride;
};

/// Copies columns [16 * index, …) of `matrix` to panel[depth][16], whose rows are `pitch` apart; what is not there becomes
/// zero.
void copy_panel(const MatrixView& matrix, int64_t index, float* panel, int64_t pitch = kPanel);

/// sums[r][0, 16) = start[0, 16) + a[r] * panel, for `rows` rows of `depth` floats that are `stride` apart;
/// rows of sums are `sums_stride` apart. Requires: 1 <= rows <= kPanelRows.
using PanelFunction = void (*)(const float* a, int64_t stride, int64_t rows, const float* panel,
                               int64_t depth, const float* start, float* sums, int64_t sums_stride);

/// For the processor that this runs on. Any thread.
PanelFunction multiply_panel();

}  // namespace mortise::cpu
