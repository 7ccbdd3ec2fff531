// Sliding windows over one or two spatial axes: what convolutions and pools read from a node, and the plane that they
// work on. A node with one spatial axis has a plane of height 1.
#pragma once

#include <mortise/sdk/node.hpp>

#include <array>

#include "backends/opencl/opencl.hpp"

namespace mortise::opencl {

struct WindowAxis {
  int64_t kernel = 1, stride = 1, dilation = 1, pad_begin = 0, pad_end = 0;

  /// First to last element that a window touches.
  int64_t reach() const { return dilation * (kernel - 1) + 1; }
};

enum class AutoPad { kExplicit, kSameUpper, kSameLower };

/// What a window slides over, as kernels take it; the same struct is in the prelude of their source. The channels are
/// those of one group.
struct Geometry {
  cl_long in_channels, out_channels, groups;
  cl_long height, width;
  cl_long out_height, out_width;
  cl_long kernel_y, kernel_x;
  cl_long stride_y, stride_x;
  cl_long dilation_y, dilation_x;
  cl_long pad_y, pad_x;
};

class Window {
 public:
  /// Throws UNSUPPORTED unless input 0 has one or two spatial axes.
  static void check(const sdk::Node& node);
  /// `kernel`: the spatial extents where the node has no kernel_shape; may be empty.
  Window(const sdk::Node& node, sdk::ShapeView kernel);

  AutoPad auto_pad() const { return auto_pad_; }
  /// Axis 0 is the height. The padding is worked out for an input of that extent.
  WindowAxis axis(size_t index, int64_t extent) const;
  /// For tensors [N, C, spatial axes…] of these shapes.
  Geometry geometry(sdk::ShapeView in, sdk::ShapeView out, int64_t groups) const;

 private:
  AutoPad auto_pad_;
  std::array<WindowAxis, 2> axes_;
};

inline sdk::ShapeView spatial(sdk::ShapeView shape) { return {shape.data() + 2, shape.size() - 2}; }

}  // namespace mortise::opencl
