// Sliding windows: the attributes that convolution and pooling share (kernel_shape, strides, dilations, pads, auto_pad),
// and the extents that follow from them.
#pragma once

#include <array>

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// Spatial extents and window attributes lie below it: far above any use, and low enough that the sum of two products
/// stays in 64 bits.
inline constexpr int64_t kWindowLimit = int64_t{1} << 31;

/// A list attribute of `count` numbers in [least, kWindowLimit); all are `absent` where the node has none. Throws on
/// others.
std::vector<int64_t> window_attribute(const Node& node, std::string_view name, size_t count,
                                      int64_t least, int64_t absent);

/// One spatial axis, with its padding worked out.
struct WindowAxis {
  int64_t kernel = 1;
  int64_t stride = 1;
  int64_t dilation = 1;
  int64_t pad_begin = 0;
  int64_t pad_end = 0;

  /// First to last element that a window touches.
  int64_t reach() const { return dilation * (kernel - 1) + 1; }
};

class Window {
 public:
  /// How many windows there are where they do not fit the padded input exactly.
  enum class Fit {
    kWhole,  // as many as lie within it
    kPool,  // the same; but one that is larger by less than a stride stays, larger by a stride gives none
    kPoolCeil  // one more that begins within it, and as kPool
  };

  /// `kernel` holds the extents where the node has no kernel_shape (those of a weight); empty: kernel_shape is
  /// required. Throws when an attribute has the wrong length or an impossible value.
  Window(const Node& node, size_t dims, ShapeView kernel);

  size_t dims() const { return dims_; }
  bool has_unknown_kernel() const;
  bool same_upper() const { return auto_pad_ == AutoPad::kSameUpper; }
  bool same_lower() const { return auto_pad_ == AutoPad::kSameLower; }
  /// Requires: extent >= 0, the kernel's extent is known.
  WindowAxis axis(size_t index, int64_t extent) const;
  /// The output's extent. An unknown `extent` stays the symbol it is where the window keeps it. Throws when the window
  /// is larger than the padded input, and than `fit` allows.
  int64_t output_extent(size_t index, int64_t extent, Fit fit = Fit::kWhole) const;
  /// Which input range the output range [begin, end) needs.
  std::array<int64_t, 2> input_range(size_t index, int64_t extent, int64_t begin,
                                     int64_t end) const;

 private:
  enum class AutoPad { kExplicit, kSameUpper, kSameLower, kValid };
  bool keeps_extent(size_t index) const;

  size_t dims_;
  AutoPad auto_pad_;
  std::array<WindowAxis, kMaxRank> axes_{};
};

}  // namespace mortise::ops
