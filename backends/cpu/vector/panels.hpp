// Weights in panels of sixteen columns, and products of a few rows with them.
//
// A panel is [depth][16], in float32: whoever multiplies by it reads memory in order. The matrix unit splits
// panels into its own parts as it goes (backends/cpu/matrix): those are half as large again, and no faster to read.
#pragma once

#include <cstdint>

namespace mortise::cpu {

inline constexpr int64_t kPanel = 16;                // columns of a panel
inline constexpr int64_t kPairColumns = 2 * kPanel;  // of two panels that are multiplied at once
inline constexpr int64_t kPanelRows = 12;            // rows that multiply_panels takes at most

/// A matrix of floats with any strides, counted in floats.
struct MatrixView {
  const float* data;
  int64_t depth, columns;
  int64_t depth_stride, column_stride;
};

/// Copies columns [16 * index, …) of `matrix` to panel[depth][16], whose rows are `pitch` apart; what is not there becomes
/// zero.
void copy_panel(const MatrixView& matrix, int64_t index, float* panel, int64_t pitch = kPanel);

/// The way back: writes columns [16 * index, …) of the matrix that begins at `data` (of `matrix` only the form is read).
void restore_panel(const float* panel, const MatrixView& matrix, int64_t index, float* data);

/// sums[r] = start + a[r] * panels, for rows of 32 sums.
struct PanelProduct {
  const float* a;        // rows of `depth` floats
  int64_t stride;        // from one to the next
  int64_t rows;          // 1 to kPanelRows
  const float* panel;    // the first
  int64_t panel_stride;  // from it to the second; 0 when there are no more than 16 columns
  int64_t depth;
  const float* start;  // of every row; null: what `sums` holds is added to
  float* sums;
  // What a product to come will read: this many lines of 64 bytes are fetched into the cache in eight steps of depth.
  const float* ahead = nullptr;
  int64_t ahead_lines = 0;
};
using PanelFunction = void (*)(const PanelProduct& product);

/// For the processor that this runs on. Any thread.
PanelFunction multiply_panels();

}  // namespace mortise::cpu
