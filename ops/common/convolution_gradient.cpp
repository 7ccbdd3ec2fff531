#include "ops/common/convolution_gradient.hpp"

#include <algorithm>
#include <numeric>

namespace mortise::ops {
namespace {

/// The attributes that a convolution and its transpose share; pads at the end are separate.
Attrs window_attributes(const std::vector<WindowAxis>& axes, const std::vector<int64_t>& pad_ends,
                        int64_t group) {
  std::vector<int64_t> strides, dilations, pads;
  for (const WindowAxis& axis : axes) {
    strides.push_back(axis.stride);
    dilations.push_back(axis.dilation);
    pads.push_back(axis.pad_begin);
  }
  pads.insert(pads.end(), pad_ends.begin(), pad_ends.end());
  return {{"strides", strides}, {"dilations", dilations}, {"pads", pads}, {"group", group}};
}

/// What the windows reach over, from the first one's begin to the last one's end.
int64_t covered(const WindowAxis& axis, int64_t out) {
  return axis.stride * (out - 1) + axis.reach();
}

// Cuts spatial axes to `extents`.
Value crop(Builder& b, Value value, const Shape& extents) {
  std::vector<int64_t> axes(extents.size());
  std::iota(axes.begin(), axes.end(), 2);
  const std::vector<int64_t> starts(extents.size(), 0);
  return b.node("Slice", {value, b.ints(starts), b.ints(extents), b.ints(axes)});
}

// The first two axes swapped, of those of the rest behind.
Value swap_first_axes(Builder& b, Value value, size_t rank) {
  std::vector<int64_t> order(rank);
  std::iota(order.begin(), order.end(), 0);
  std::swap(order[0], order[1]);
  return b.node("Transpose", {value}, {{"perm", order}});
}

// [batch, group * channels, …] as [channels, group * batch, …].
Value groups_to_batch(Builder& b, Value x, const Shape& extents, int64_t group, int64_t channels) {
  if (group == 1) return swap_first_axes(b, x, extents.size() + 2);
  Shape apart = {0, group, channels / group};
  Shape together = {channels / group, -1};
  apart.insert(apart.end(), extents.begin(), extents.end());
  together.insert(together.end(), extents.begin(), extents.end());
  const Value split = b.node("Reshape", {x, b.ints(apart)});
  std::vector<int64_t> order = {2, 1, 0};
  for (size_t i = 3; i < apart.size(); ++i) order.push_back(static_cast<int64_t>(i));
  return b.node("Reshape", {b.node("Transpose", {split}, {{"perm", order}}), b.ints(together)});
}

}  // namespace

WindowGeometry window_geometry(const Node& node, const Window& window) {
  WindowGeometry geometry;
  for (size_t i = 0; i < window.dims(); ++i) {
    const int64_t in = node.ranked(0) ? node.shape(0)[i + 2] : int64_t{MORTISE_DIM_UNKNOWN};
    if (in < 0 || window.has_unknown_kernel() || node.output_shape(0)[i + 2] < 0)
      unsupported("the gradient needs spatial extents that are known");
    geometry.axes.push_back(window.axis(i, in));
    geometry.in.push_back(in);
    geometry.out.push_back(node.output_shape(0)[i + 2]);
  }
  return geometry;
}

Value convolve(Builder& b, Value x, Value w, const WindowGeometry& geometry, int64_t group) {
  std::vector<int64_t> pad_ends;
  bool is_longer = false;
  for (size_t i = 0; i < geometry.axes.size(); ++i) {
    const WindowAxis& axis = geometry.axes[i];
    const int64_t missing = covered(axis, geometry.out[i]) - geometry.in[i] - axis.pad_begin;
    pad_ends.push_back(std::max<int64_t>(0, missing));
    is_longer = is_longer || -missing >= axis.stride;
  }
  const Value y = b.node("Conv", {x, w}, window_attributes(geometry.axes, pad_ends, group));
  return is_longer ? crop(b, y, geometry.out) : y;
}

Value convolve_back(Builder& b, Value y, Value w, const WindowGeometry& geometry, int64_t group) {
  std::vector<int64_t> pad_ends, output_padding;
  for (size_t i = 0; i < geometry.axes.size(); ++i) {
    const WindowAxis& axis = geometry.axes[i];
    const int64_t beyond = covered(axis, geometry.out[i]) - axis.pad_begin - geometry.in[i];
    pad_ends.push_back(std::max<int64_t>(0, beyond));
    output_padding.push_back(std::max<int64_t>(0, -beyond));
  }
  Attrs attrs = window_attributes(geometry.axes, pad_ends, group);
  attrs.emplace_back("output_padding", output_padding);
  return b.node("ConvTranspose", {y, w}, attrs);
}

// dw[o, c, t] = sum over n and i of dy[n, o, i] x[n, c, i stride + t dilation - pad]: the convolution of x with dy, where
// batch and channels, and stride and dilation, have changed places.
Value weight_gradient(Builder& b, Value x, Value dy, const WindowGeometry& geometry, int64_t group,
                      int64_t channels) {
  WindowGeometry turned{geometry.axes, geometry.in, {}};
  for (size_t i = 0; i < turned.axes.size(); ++i) {
    turned.out.push_back(turned.axes[i].kernel);
    std::swap(turned.axes[i].stride, turned.axes[i].dilation);
    turned.axes[i].kernel = geometry.out[i];
  }
  const size_t rank = geometry.in.size() + 2;
  const Value kernel = swap_first_axes(b, dy, rank);
  const Value input = groups_to_batch(b, x, geometry.in, group, channels);
  return swap_first_axes(b, convolve(b, input, kernel, turned, group), rank);
}

Value sum_by_channel(Builder& b, Value value, int64_t rank) {
  std::vector<int64_t> axes = {0};
  for (int64_t axis = 2; axis < rank; ++axis) axes.push_back(axis);
  return b.node("ReduceSum", {value, b.ints(axes)}, {{"keepdims", 0}});
}

Value spread_windows(Builder& b, uint32_t dtype, Value y, Value like,
                     const WindowGeometry& geometry) {
  Shape planes = {-1, 1};
  planes.insert(planes.end(), geometry.out.begin(), geometry.out.end());
  Shape kernel = {1, 1};
  for (const WindowAxis& axis : geometry.axes) kernel.push_back(axis.kernel);
  const Value ones = b.node("Expand", {b.scalar(dtype, 1), b.ints(kernel)});
  const Value spread = convolve_back(b, b.node("Reshape", {y, b.ints(planes)}), ones, geometry, 1);
  return b.node("Reshape", {spread, b.node("Shape", {like})}, {{"allowzero", 1}});
}

}  // namespace mortise::ops
