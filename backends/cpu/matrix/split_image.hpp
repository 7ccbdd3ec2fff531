// A band of an image as the left matrix of a convolution: pixels split into parts, with zeros around them, such that
// every tap of the window finds the pixels of consecutive outputs one behind the other.
//
// Outputs are numbered across rows of `pitch`, a few more than there are columns; what lies between is computed and not
// stored. A stride of s takes every s-th pixel: pixels are sorted by their remainders into s * s planes ("phases"),
// in each of which a tap moves by one from output to output.
#pragma once

#include <vector>

#include "backends/cpu/kernels/conv_geometry.hpp"
#include "backends/cpu/matrix/block.hpp"

namespace mortise::cpu::matrix {

/// The layout for bands of a number of rows of outputs. Requires: two spatial dimensions, one group.
class SplitImage {
 public:
  SplitImage(const ConvGeometry& geometry, int64_t output_rows);

  int64_t output_rows() const { return output_rows_; }
  int64_t pitch() const { return pitch_; }
  /// Outputs of `rows` rows, those between rows counted.
  int64_t outputs(int64_t rows) const { return (rows - 1) * pitch_ + columns_; }
  int64_t size() const { return channel_steps_ * strides_.step; }  // in parts
  int64_t part_stride() const { return strides_.part; }
  /// For each step of depth (taps, and within them steps of channels), where the first output's row begins.
  const std::vector<int64_t>& offsets() const { return offsets_; }

  /// Splits what the outputs from row `first_row` on need of `image`, which is channel-blocked by sixteen. Returns
  /// whether there are special values.
  bool fill(const float* image, int64_t first_row, Part* parts) const;

 private:
  bool fill_row(const float* image, int64_t y, int64_t phase_x, Part* parts) const;
  void clear(Part* parts, int64_t pixels) const;

  const ConvGeometry g_;

  int64_t output_rows_, columns_;
  int64_t phases_y_, phases_x_, rows_, pitch_, pixels_;
  int64_t channel_steps_;
  PartStrides strides_;
  std::vector<int64_t> offsets_;
};

}  // namespace mortise::cpu::matrix
