#include "ops/common/resize.hpp"

#include <algorithm>

#include "ops/common/arithmetic.hpp"
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
    const std::vector<int64_t> axes = resize_axes(node);
    if (element_count(shape->extents) == 0) return;  // there is nothing to work out
    std::vector<double> begin(shape->extents.size(), 0);
    std::vector<double> end(shape->extents.size(), 1);
    if (rule_.crops()) {
      const auto roi = node.constant_floats(1);
      if (!roi || roi->size() != 2 * axes.size()) {
        invalid("tf_crop_and_resize needs a constant roi of ", 2 * axes.size(), " values");
      }
      for (size_t i = 0; i < axes.size(); ++i) {
        begin[static_cast<size_t>(axes[i])] = (*roi)[i];
        end[static_cast<size_t>(axes[i])] = (*roi)[i + axes.size()];
      }
    }
    for (size_t i = 0; i < shape->extents.size(); ++i) {
      const bool resized =
          std::find(axes.begin(), axes.end(), static_cast<int64_t>(i)) != axes.end();
      const int64_t in = node.shape(0)[i];
      axes_.push_back(resized
                          ? rule_.axis(in, shape->extents[i], shape->scales[i], begin[i], end[i])
                          : ResizeAxis());
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
      .kernel<ResizeKernel>();
}

}  // namespace mortise::ops
