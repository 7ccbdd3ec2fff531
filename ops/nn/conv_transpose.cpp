#include <algorithm>

#include "ops/common/arithmetic.hpp"
#include "ops/common/convolution_gradient.hpp"
#include "ops/common/pieces.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

// Strides, dilations, pads and the output's extents. auto_pad and output_shape decide the pads; otherwise
//   extent = stride (in - 1) + output_padding + dilation (kernel - 1) + 1 - pads
struct Geometry {
  std::vector<WindowAxis> axes;  // those whose extents are known
  Shape extents;
};

Geometry geometry_of(const Node& node) {
  const ShapeView in = spatial_extents(node.shape(0));
  const ShapeView kernel = spatial_extents(node.shape(1));
  const Window window(node, in.size(), kernel);
  const auto extra = window_attribute(node, "output_padding", in.size(), 0, 0);
  const auto wanted = window_attribute(node, "output_shape", in.size(), 0, MORTISE_DIM_UNKNOWN);
  const bool same = window.same_upper() || window.same_lower();
  Geometry geometry;
  for (size_t i = 0; i < in.size(); ++i) {
    if (in[i] < 0 || kernel[i] < 0) {
      geometry.extents.push_back(wanted[i]);
      geometry.axes.emplace_back();
      continue;
    }
    if (in[i] >= kWindowLimit) invalid("extent ", in[i], " on spatial axis ", i, " is too large");
    WindowAxis axis = window.axis(i, in[i]);
    const int64_t full = axis.stride * (in[i] - 1) + extra[i] + axis.reach();
    int64_t extent = full - axis.pad_begin - axis.pad_end;
    if (wanted[i] >= 0 || same) {
      extent = wanted[i] >= 0 ? wanted[i] : in[i] * axis.stride;
      const int64_t total = std::max<int64_t>(0, full - extent);
      const int64_t half = total / 2;
      axis.pad_begin = window.same_upper() ? half : total - half;
      axis.pad_end = total - axis.pad_begin;
    }
    if (extent < 0) invalid("the pads leave a negative extent on spatial axis ", i);
    geometry.extents.push_back(extent);
    geometry.axes.push_back(axis);
  }
  return geometry;
}

/// The output's channels; what is not known of them is MORTISE_DIM_UNKNOWN.
int64_t output_channels(const Node& node) {
  const int64_t group = node.attr_int("group", 1);
  if (group < 1) invalid("attribute group is ", group, "; it must be 1 or more");
  const int64_t channels = unify_extents(node.shape(0)[1], node.shape(1)[0]);
  if (channels >= 0 && channels % group != 0) {
    invalid("X has ", channels, " channels, which ", group, " groups do not divide");
  }
  const int64_t per_group = node.shape(1)[1];
  if (per_group < 0) return MORTISE_DIM_UNKNOWN;
  int64_t outputs = 0;
  if (__builtin_mul_overflow(per_group, group, &outputs)) {
    invalid("W has ", per_group, " output channels for each of ", group,
            " groups, which is more than an extent can be");
  }
  return outputs;
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(FloatTypes{}));
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, dtype);
  if (node.rank(0) < 3 || node.rank(0) != node.rank(1)) {
    invalid("X has shape ", node.shape(0), " and W has shape ", node.shape(1),
            "; both must have the same rank, 3 or more");
  }
  const int64_t outputs = output_channels(node);
  if (node.has_input(2) && node.ranked(2)) {
    node.check_rank(2, 1);
    unify_extents(node.shape(2)[0], outputs);
  }
  Shape shape = {node.shape(0)[0], outputs};
  for (const int64_t extent : geometry_of(node).extents) shape.push_back(extent);
  out.set(0, dtype, shape);
}

double flops(const Node& node) {
  double products = 2;
  for (int64_t extent : node.shape(0)) products *= static_cast<double>(extent);
  for (size_t i = 1; i < node.shape(1).size(); ++i) {
    products *= static_cast<double>(node.shape(1)[i]);
  }
  return products;
}

// Every input element adds its weights to the outputs under its window. Sums are kept in double until a plane is done.
class ConvTransposeKernel {
 public:
  ConvTransposeKernel(const Node& node, const KernelContext&)
      : geometry_(geometry_of(node)),
        group_(node.attr_int("group", 1)),
        plane_(element_count(ShapeView(geometry_.extents))),
        convolve_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Convolve {
          return &ConvTransposeKernel::convolve<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  static constexpr uint32_t kFlags = 0;  // the pads follow from the extents
  uint64_t workspace_size() const { return static_cast<uint64_t>(plane_) * sizeof(double); }
  void run(const Launch& launch) const { (this->*convolve_)(launch); }

 private:
  using Convolve = void (ConvTransposeKernel::*)(const Launch&) const;

  template <class T>
  void convolve(const Launch& launch) const {
    const ShapeView in = launch.input_shape(0);
    const ShapeView weight = launch.input_shape(1);
    const int64_t in_plane = element_count(spatial_extents(in));
    const int64_t taps = element_count(spatial_extents(weight));
    const int64_t outputs = weight[1];
    const int64_t channels = in[1] / group_;
    double* sums = launch.workspace<double>();
    for (int64_t n = 0; n < in[0]; ++n) {
      for (int64_t m = 0; m < outputs * group_; ++m) {
        const int64_t group = m / outputs;
        const double bias = launch.has_input(2) ? static_cast<double>(load(launch.in<T>(2)[m])) : 0;
        for (int64_t i = 0; i < plane_; ++i) sums[i] = bias;
        for (int64_t c = group * channels; c < (group + 1) * channels; ++c) {
          const T* x = launch.in<T>(0) + (n * in[1] + c) * in_plane;
          const T* w = launch.in<T>(1) + (c * outputs + m % outputs) * taps;
          scatter(x, spatial_extents(in), w, spatial_extents(weight), sums);
        }
        T* y = launch.out<T>(0) + (n * outputs * group_ + m) * plane_;
        for (int64_t i = 0; i < plane_; ++i) y[i] = store<T>(sums[i]);
      }
    }
  }

  template <class T>
  void scatter(const T* x, ShapeView extents, const T* w, ShapeView kernel, double* sums) const {
    if (element_count(extents) == 0 || element_count(kernel) == 0) return;
    PoolIndex position{};
    do {
      const double value = static_cast<double>(load(*x++));
      PoolIndex tap{};
      int64_t t = 0;
      do {
        int64_t offset = 0;
        bool inside = true;
        for (size_t i = 0; i < extents.size(); ++i) {
          const WindowAxis& axis = geometry_.axes[i];
          const int64_t at = position[i] * axis.stride - axis.pad_begin + tap[i] * axis.dilation;
          inside = inside && at >= 0 && at < geometry_.extents[i];
          offset = offset * geometry_.extents[i] + at;
        }
        if (inside) sums[offset] += value * static_cast<double>(load(w[t]));
        ++t;
      } while (next_position(tap, kernel));
    } while (next_position(position, extents));
  }

  Geometry geometry_;
  int64_t group_;
  int64_t plane_;
  Convolve convolve_;
};

// The gradient of a transpose is the convolution itself.
void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0) || !node.ranked(1)) unsupported("the gradient needs shapes that are known");
  const Geometry own = geometry_of(node);
  const WindowGeometry geometry{own.axes, own.extents, spatial_extents(node.shape(0)).to_vector()};
  if (!all_known(geometry.in) || !all_known(geometry.out))
    unsupported("the gradient needs spatial extents that are known");
  const int64_t group = node.attr_int("group", 1);
  const int64_t channels = output_channels(node);
  if (group != 1 && channels < 0) unsupported("the number of channels must be known");
  g.set_input(0, convolve(g.b, g.output(0), g.input_value(1), geometry, group));
  g.set_input(1, weight_gradient(g.b, g.output(0), g.input_value(0), geometry, group, channels));
  if (node.has_input(2)) g.set_input(2, sum_by_channel(g.b, g.output(0), node.rank(0)));
}

}  // namespace

MORTISE_OPERATOR(ConvTranspose, 22) {
  op.summary("The transpose of a convolution: each input element spreads over a window")
      .input("X")
      .input("W")
      .optional_input("B")
      .output("Y")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .attribute("group", MORTISE_ATTRIBUTE_INT)
      .attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("output_padding", MORTISE_ATTRIBUTE_INTS)
      .attribute("output_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .piece([](const Node& node, const PieceQuery& query, Pieces& pieces) {
        batch_piece(node, query, pieces, {0});
      })
      .gradient(&gradient)
      .flops(&flops)
      .kernel<ConvTransposeKernel>();
}

}  // namespace mortise::ops
