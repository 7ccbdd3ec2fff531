// Floats as sums of three bfloat16, the form in which the matrix unit multiplies them.
//
// high is the float rounded to bfloat16, mid what that leaves, rounded likewise, low the rest, which is
// then exact: x = high + mid + low. Of the nine products of two such sums, the six that are not below
// the rounding of float32 are added: high·high, high·mid, mid·high, mid·mid, high·low, low·high
// (G. Henry, P. Tang, A. Heinecke: Leveraging the bfloat16 artificial intelligence datatype for
// higher-precision computations, 2019). What is left out is at most
// 2^-24 of |x·y|, half a unit in the last place of a float32.
//
// Values below about 2^-110 lose their smaller parts, for the unit takes denormal numbers as zero. An
// infinity or a NaN would spoil sums that it has no part in: who finds one multiplies by
// multiply_special (block.hpp) instead.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mortise::cpu::matrix {

using Part = uint16_t;  // the bits of a bfloat16

inline constexpr int64_t kTile = 16;   // rows of a tile; columns of a tile of sums
inline constexpr int64_t kDepth = 32;  // values of one row of a tile of parts
inline constexpr int64_t kParts = 3;
inline constexpr int64_t kStepParts = kParts * kDepth;  // parts of one row in one step of depth

/// Steps of kDepth that hold `depth` values.
constexpr int64_t steps_of_depth(int64_t depth) { return (depth + kDepth - 1) / kDepth; }

/// Where split floats go: distances in parts, multiples of kDepth.
struct PartStrides {
  int64_t step;  // from one run of kDepth values to the next
  int64_t part;  // from one part of a run to the next
};

/// Splits `count` consecutive floats, with zeros behind the last one up to a multiple of kDepth. Returns
/// whether one of them is special: infinite, NaN, or too large for a bfloat16.
/// Requires: parts aligned to 64 bytes.
bool split_row(const float* x, int64_t count, PartStrides strides, Part* parts);

/// The same for the `channels` floats of each of `pixels` pixels of a channel-blocked image: plane b begins
/// at x + b * plane and holds sixteen channels of every pixel. Pixel p * step of the image goes to parts + p * kDepth.
bool split_pixels(const float* x, int64_t plane, int64_t channels, int64_t pixels, int64_t step,
                  PartStrides strides, Part* parts);

/// Splits steps [first, first + steps) of a panel of weights (backends/cpu/vector/panels.hpp) of `depth` rows into
/// [step][part][kDepth / 2][kTile][2], so that pairs of neighbouring rows lie together; zeros in place of rows that are
/// not there. Returns whether a weight is special.
bool split_panel(const float* panel, int64_t depth, int64_t first, int64_t steps, Part* parts);

}  // namespace mortise::cpu::matrix
