// Gradients of convolutions and of what slides windows, which are convolutions themselves.
#pragma once

#include "ops/common/gradients.hpp"
#include "ops/common/window.hpp"

namespace mortise::ops {

/// How windows of a convolution lie: its input's and output's spatial extents are known.
struct WindowGeometry {
  std::vector<WindowAxis> axes;
  Shape in, out;
};

/// Of a node whose input 0 and output 0 have known spatial extents. Throws when they are not.
WindowGeometry window_geometry(const Node& node, const Window& window);

/// A convolution of `x`, which has the extents `in`, with weights `w`, to the extents `out`.
Value convolve(Builder& b, Value x, Value w, const WindowGeometry& geometry, int64_t group);

/// Its transpose: `y`, which has the extents `out`, spread over windows, to the extents `in`.
Value convolve_back(Builder& b, Value y, Value w, const WindowGeometry& geometry, int64_t group);

/// The gradient of the weights of a convolution of `x`, of `channels` channels, with the output's gradient `dy`.
Value weight_gradient(Builder& b, Value x, Value dy, const WindowGeometry& geometry, int64_t group,
                      int64_t channels);

/// The sum over all but the channels of what has rank `rank`.
Value sum_by_channel(Builder& b, Value value, int64_t rank);

/// `y`, of shape [batch, channels, out…], where each element goes to all elements of its window, in the shape of `like`.
Value spread_windows(Builder& b, uint32_t dtype, Value y, Value like,
                     const WindowGeometry& geometry);

}  // namespace mortise::ops
