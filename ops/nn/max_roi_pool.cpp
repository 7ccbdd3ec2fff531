#include <algorithm>
#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

std::vector<int64_t> pooled_shape(const Node& node) {
  const std::vector<int64_t> pooled = node.attr_ints("pooled_shape", {});
  if (pooled.size() != 2 || pooled[0] < 1 || pooled[1] < 1)
    invalid("attribute pooled_shape is ", ShapeView(pooled), "; it must be two numbers above 0");
  return pooled;
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(FloatTypes{}));
  const std::vector<int64_t> pooled = pooled_shape(node);
  node.check_rank(0, 4);
  node.check_rank(1, 2);
  const bool has_regions = node.ranked(1);
  if (has_regions) unify_extents(node.shape(1)[1], 5);
  out.set(0, dtype,
          Shape{has_regions ? node.shape(1)[0] : int64_t{MORTISE_DIM_UNKNOWN},
                node.ranked(0) ? node.shape(0)[1] : int64_t{MORTISE_DIM_UNKNOWN}, pooled[0],
                pooled[1]});
}

// The pixels of one axis of a region, ends included, in bins that overlap where they do not come out even.
struct Bins {
  Bins(double low, double high, int64_t extent, int64_t count)
      : begin(low),
        size(std::fmax(high - low + 1, 1) / static_cast<double>(count)),
        limit(extent) {}
  int64_t first(int64_t bin) const { return clamped(std::floor(static_cast<double>(bin) * size)); }
  int64_t last(int64_t bin) const {
    return clamped(std::ceil(static_cast<double>(bin + 1) * size));
  }
  int64_t clamped(double offset) const {
    return std::clamp<int64_t>(saturating_cast<int64_t>(begin + offset), 0, limit);
  }
  double begin, size;
  int64_t limit;
};

// Girshick: Fast R-CNN (2015), section 2.1. A region is the number of an image, then left, top, right and bottom.
class MaxRoiPoolKernel {
 public:
  MaxRoiPoolKernel(const Node& node, const KernelContext&)
      : scale_(node.attr_float("spatial_scale", 1)),
        pool_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Pool {
          return &MaxRoiPoolKernel::pool<typename decltype(tag)::type>;
        })) {}
  void run(const Launch& launch) const { (this->*pool_)(launch); }

 private:
  using Pool = void (MaxRoiPoolKernel::*)(const Launch&) const;

  template <class T>
  void pool(const Launch& launch) const {
    const ShapeView x = launch.input_shape(0), y = launch.output_shape(0);
    T* to = launch.out<T>(0);
    for (int64_t region = 0; region < y[0]; ++region) {
      const T* given = launch.in<T>(1) + 5 * region;
      const auto image = static_cast<double>(load(given[0]));
      if (!(image >= 0 && image < static_cast<double>(x[0])))
        invalid("rois has image ", image, ", but there are ", x[0]);
      const auto side = [&](size_t i) {
        return std::round(static_cast<double>(load(given[i])) * scale_);
      };
      const Bins columns(side(1), side(3), x[3], y[3]), rows(side(2), side(4), x[2], y[2]);
      for (int64_t channel = 0; channel < x[1]; ++channel) {
        const T* plane =
            launch.in<T>(0) + (static_cast<int64_t>(image) * x[1] + channel) * x[2] * x[3];
        for (int64_t i = 0; i < y[2]; ++i)
          for (int64_t j = 0; j < y[3]; ++j)
            *to++ = largest(plane, x[3], rows.first(i), rows.last(i), columns.first(j),
                            columns.last(j));
      }
    }
  }

  // 0 where there is nothing.
  template <class T>
  static T largest(const T* plane, int64_t width, int64_t top, int64_t bottom, int64_t left,
                   int64_t right) {
    if (top >= bottom || left >= right) return T(0);
    Compute<T> found = load(plane[top * width + left]);
    for (int64_t row = top; row < bottom; ++row) {
      for (int64_t column = left; column < right; ++column)
        found = std::max(found, load(plane[row * width + column]));
    }
    return store<T>(found);
  }

  double scale_;
  Pool pool_;
};

}  // namespace

MORTISE_OPERATOR(MaxRoiPool, 22) {
  op.summary("The largest elements of the bins of regions of images")
      .input("X")
      .input("rois")
      .output("Y")
      .required_attribute("pooled_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("spatial_scale", MORTISE_ATTRIBUTE_FLOAT)
      .infer(&infer)
      .kernel<MaxRoiPoolKernel>();
}

}  // namespace mortise::ops
