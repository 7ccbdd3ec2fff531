// Resizing one axis: which input elements an output element takes, and how much of each. Follows the definitions in the
// ONNX operator specification, "Resize".
#pragma once

#include <string>
#include <vector>

#include "ops/common/operator.hpp"

namespace mortise::ops {

struct ResizeTap {
  int64_t index = 0;
  double weight = 0;
};

/// The taps of every output element of one axis, `per_element` for each in turn. An axis that is not resized has none.
struct ResizeAxis {
  size_t per_element = 0;
  std::vector<ResizeTap> taps;
  std::vector<bool>
      outside;  // only with tf_crop_and_resize: the element gets the extrapolation value
};

/// The attributes of a Resize node.
class ResizeRule {
 public:
  explicit ResizeRule(const Node& node);
  /// `scale` is the one asked for; extents are whole and above 0. [roi_begin, roi_end] is used by tf_crop_and_resize.
  ResizeAxis axis(int64_t in, int64_t out, double scale, double roi_begin, double roi_end) const;
  double extrapolation() const { return extrapolation_; }
  bool crops() const { return coordinates_ == "tf_crop_and_resize"; }

 private:
  double source(double position, double in, double out, double scale, double roi_begin,
                double roi_end) const;
  // Append an element's taps.
  void nearest(double source, int64_t in, std::vector<ResizeTap>& taps) const;
  void interpolated(double source, int64_t in, double stretch, std::vector<ResizeTap>& taps) const;
  // How far the filter reaches to the right of the element before the source, where it is wider by 1 / stretch.
  int64_t reach(double stretch) const;

  std::string mode_, coordinates_, nearest_mode_;
  double cubic_a_, extrapolation_;
  bool exclude_outside_;
  bool antialias_;
};

/// The output's extents, and the scale of each axis.
struct ResizeShape {
  Shape extents;
  std::vector<double> scales;
};

/// Nothing when scales or sizes are not known. Extents that follow from unknown ones are unknown. Requires: input 0 is
/// ranked.
std::optional<ResizeShape> resize_shape(const Node& node);
/// The axes that scales, sizes and roi speak of.
std::vector<int64_t> resize_axes(const Node& node);

}  // namespace mortise::ops
