#include "backends/cpu/matrix/split_image.hpp"

#include <algorithm>

namespace mortise::cpu::matrix {
namespace {

/// Columns in a row of a phase. Without strides, the zeros on the right of a row may be those on the left of the next.
int64_t choose_pitch(const ConvGeometry& g) {
  const int64_t reach = (g.weights[3] - 1) * g.dilations[1];
  const int64_t right = g.result[3] + reach - g.source[3] - g.pads_begin[1];
  if (g.strides[1] == 1 && right <= g.pads_begin[1])
    return std::max(g.source[3] + g.pads_begin[1], g.result[3]);
  return g.result[3] + reach / g.strides[1];
}

}  // namespace

SplitImage::SplitImage(const ConvGeometry& g, int64_t output_rows)
    : g_(g),
      output_rows_(output_rows),
      columns_(g.result[3]),
      phases_y_(std::min(g.strides[0], (g.weights[2] - 1) * g.dilations[0] + 1)),
      phases_x_(std::min(g.strides[1], (g.weights[3] - 1) * g.dilations[1] + 1)),
      rows_(output_rows + (g.weights[2] - 1) * g.dilations[0] / g.strides[0]),
      pitch_(choose_pitch(g)),
      // Blocks of rows, and the last row's zeros on the right, reach beyond the last pixel.
      pixels_(phases_y_ * phases_x_ * rows_ * pitch_ + kBlock + g.weights[3] * g.dilations[1]),
      channel_steps_(steps_of_depth(g.source[1])),
      strides_{kParts * pixels_ * kDepth, pixels_ * kDepth} {
  for (int64_t ky = 0; ky < g.weights[2]; ++ky) {
    for (int64_t kx = 0; kx < g.weights[3]; ++kx) {
      const int64_t y = ky * g.dilations[0], x = kx * g.dilations[1];
      const int64_t phase = y % g.strides[0] * phases_x_ + x % g.strides[1];
      const int64_t pixel = (phase * rows_ + y / g.strides[0]) * pitch_ + x / g.strides[1];
      for (int64_t step = 0; step < channel_steps_; ++step)
        offsets_.push_back(step * strides_.step + pixel * kDepth);
    }
  }
}

bool SplitImage::fill(const float* image, int64_t first_row, Part* parts) const {
  bool special = false;
  Part* row = parts;
  for (int64_t phase_y = 0; phase_y < phases_y_; ++phase_y) {
    for (int64_t phase_x = 0; phase_x < phases_x_; ++phase_x) {
      for (int64_t r = 0; r < rows_; ++r, row += pitch_ * kDepth) {
        const int64_t y = (first_row + r) * g_.strides[0] + phase_y - g_.pads_begin[0];
        special |= fill_row(image, y, phase_x, row);
      }
    }
  }
  clear(row, pixels_ - (row - parts) / kDepth);
  return special;
}

bool SplitImage::fill_row(const float* image, int64_t y, int64_t phase_x, Part* parts) const {
  if (y < 0 || y >= g_.source[2]) {
    clear(parts, pitch_);
    return false;
  }
  const int64_t step = g_.strides[1], before = g_.pads_begin[1] - phase_x;
  const int64_t begin = std::clamp<int64_t>((before + step - 1) / step, 0, pitch_);
  const int64_t reach = g_.source[3] + before;  // the first that is beyond the image
  const int64_t end =
      std::clamp<int64_t>(reach <= 0 ? 0 : (reach + step - 1) / step, begin, pitch_);
  clear(parts, begin);
  clear(parts + end * kDepth, pitch_ - end);
  const int64_t plane = g_.source[2] * g_.source[3] * kTile;
  const int64_t x = begin * step - before;
  return split_pixels(image + (y * g_.source[3] + x) * kTile, plane, g_.source[1], end - begin,
                      step, strides_, parts + begin * kDepth);
}

void SplitImage::clear(Part* parts, int64_t pixels) const {
  for (int64_t run = 0; run < channel_steps_ * kParts; ++run)
    std::fill_n(parts + run * strides_.part, pixels * kDepth, Part{0});
}

}  // namespace mortise::cpu::matrix
