#include "ops/common/resize.hpp"

#include <algorithm>

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(NumericTypes{}));
  const ResizeRule rule(node);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const auto shape = resize_shape(node);
  if (rule.crops() && node.has_input(1) && node.constant(1) == nullptr) out.need_value(1);
  if (shape) return out.set(0, node.dtype(0), shape->extents);
  for (size_t i = 2; i < node.input_count(); ++i) {
    if (node.has_input(i) && node.constant(i) == nullptr) out.need_value(i);
  }
  out.set(0, node.dtype(0), Shape(static_cast<size_t>(node.rank(0)), MORTISE_DIM_UNKNOWN));
}

// The taps of an axis that is resized.
ResizeAxis taps_of(const Node& node, const ResizeRule& rule, const ResizeShape& shape,
                   size_t axis) {
  double begin = 0, end = 1;
  if (rule.crops()) {
    const std::vector<int64_t> axes = resize_axes(node);
    const auto roi = node.constant_floats(1);
    if (!roi || roi->size() != 2 * axes.size()) {
      invalid("tf_crop_and_resize needs a constant roi of ", 2 * axes.size(), " values");
    }
    const auto place = static_cast<size_t>(
        std::find(axes.begin(), axes.end(), static_cast<int64_t>(axis)) - axes.begin());
    begin = (*roi)[place];
    end = (*roi)[place + axes.size()];
  }
  return rule.axis(node.shape(0)[axis], shape.extents[axis], shape.scales[axis], begin, end);
}

// [out, in]
std::vector<double> resize_matrix(const Node& node, const ResizeShape& shape, size_t axis) {
  const auto in = static_cast<size_t>(node.shape(0)[axis]);
  const auto out = static_cast<size_t>(shape.extents[axis]);
  std::vector<double> matrix(in * out, 0);
  if (matrix.empty()) return matrix;
  const ResizeAxis taps = taps_of(node, ResizeRule(node), shape, axis);
  for (size_t i = 0; i < out; ++i) {
    if (!taps.outside.empty() && taps.outside[i]) continue;
    for (size_t k = 0; k < taps.per_element; ++k) {
      const ResizeTap& tap = taps.taps[i * taps.per_element + k];
      matrix[i * in + static_cast<size_t>(tap.index)] += tap.weight;
    }
    if (taps.per_element == 0) matrix[i * in + i] = 1;
  }
  return matrix;
}

// Each output element is the sum, over the taps of all axes, of the product of their weights and the element there.
class ResizeKernel {
 public:
  static constexpr uint32_t kFlags = 0;  // taps are worked out for one shape

  ResizeKernel(const Node& node, const KernelContext&)
      : rule_(node), resize_(visit_dtype(NumericTypes{}, node.dtype(0), [](auto tag) -> Resize {
          return &ResizeKernel::resize<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
    const auto shape = resize_shape(node);
    if (!shape) unsupported("scales and sizes must be constants");
    if (element_count(shape->extents) == 0) return;  // there is nothing to work out
    axes_.resize(shape->extents.size());
    for (const int64_t axis : resize_axes(node)) {
      const auto i = static_cast<size_t>(axis);
      axes_[i] = taps_of(node, rule_, *shape, i);
    }
  }

  void run(const Launch& launch) const { (this->*resize_)(launch); }

 private:
  using Resize = void (ResizeKernel::*)(const Launch&) const;

  template <class T>
  void resize(const Launch& launch) const {
    const ShapeView out = launch.output_shape(0);
    const int64_t count = element_count(out);
    if (count == 0) return;
    const auto strides = row_major_strides(launch.input_shape(0));
    std::array<int64_t, kMaxRank> position{};
    T* y = launch.out<T>(0);
    for (int64_t i = 0; i < count; ++i) {
      bool outside = false;
      for (size_t d = 0; d < out.size(); ++d) {
        outside = outside ||
                  (!axes_[d].outside.empty() && axes_[d].outside[static_cast<size_t>(position[d])]);
      }
      const double value =
          outside ? rule_.extrapolation() : sum<T>(launch.in<T>(0), strides, position, 0);
      y[i] = store<T>(saturating_cast<Compute<T>>(value));
      for (size_t d = out.size(); d-- > 0;) {
        if (++position[d] < out[d]) break;
        position[d] = 0;
      }
    }
  }

  template <class T>
  double sum(const T* x, const std::array<int64_t, kMaxRank>& strides,
             const std::array<int64_t, kMaxRank>& position, size_t axis) const {
    if (axis == axes_.size()) return static_cast<double>(load(*x));
    const size_t taps = axes_[axis].per_element;
    if (taps == 0) return sum(x + position[axis] * strides[axis], strides, position, axis + 1);
    double total = 0;
    const ResizeTap* first = &axes_[axis].taps[taps * static_cast<size_t>(position[axis])];
    for (const ResizeTap& tap : Span<const ResizeTap>(first, taps)) {
      if (tap.weight == 0) continue;
      total += tap.weight * sum(x + tap.index * strides[axis], strides, position, axis + 1);
    }
    return total;
  }

  ResizeRule rule_;
  Resize resize_;
  std::vector<ResizeAxis> axes_;
};

// Along each axis that changes a product with a matrix: the weight that each output element gives each input element.
void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0)) unsupported("the rank of X must be known");
  const ResizeRule rule(node);
  const auto shape = resize_shape(node);
  if (!shape) unsupported("scales and sizes must be constants");
  const int64_t rank = node.rank(0);
  Value change = g.output(0);
  for (const int64_t axis : resize_axes(node)) {
    const auto i = static_cast<size_t>(axis);
    if (!rule.crops() && shape->scales[i] == 1 && shape->extents[i] == node.shape(0)[i]) continue;
    const int64_t in = node.shape(0)[i], out = shape->extents[i];
    if (in < 0 || out < 0) unsupported("the extent of axis ", axis, " must be known");
    const Value weights =
        constant_of(g.b, node.dtype(0), Shape{out, in}, resize_matrix(node, *shape, i));
    std::vector<int64_t> order(static_cast<size_t>(rank));
    for (int64_t k = 0; k < rank; ++k) order[static_cast<size_t>(k)] = k;
    std::swap(order[i], order.back());
    if (axis + 1 < rank) change = g.b.node("Transpose", {change}, {{"perm", order}});
    change = g.b.node("MatMul", {change, weights});
    if (axis + 1 < rank) change = g.b.node("Transpose", {change}, {{"perm", order}});
  }
  g.set_input(0, change);
}

}  // namespace

MORTISE_OPERATOR(Resize, 19) {
  op.summary("A tensor scaled along its axes: nearest, linear or cubic")
      .input("X")
      .optional_input("roi")
      .optional_input("scales")
      .optional_input("sizes")
      .output("Y")
      .attribute("antialias", MORTISE_ATTRIBUTE_INT)
      .attribute("axes", MORTISE_ATTRIBUTE_INTS)
      .attribute("coordinate_transformation_mode", MORTISE_ATTRIBUTE_STRING)
      .attribute("cubic_coeff_a", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("exclude_outside", MORTISE_ATTRIBUTE_INT)
      .attribute("extrapolation_value", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("keep_aspect_ratio_policy", MORTISE_ATTRIBUTE_STRING)
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .attribute("nearest_mode", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<ResizeKernel>();
}

}  // namespace mortise::ops
