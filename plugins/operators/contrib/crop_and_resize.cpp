#include <cmath>

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kX, kRegions, kItems, kSize };

bool is_nearest(const Node& node) {
  const std::string_view mode = node.attr_string("mode", "bilinear");
  if (mode != "bilinear" && mode != "nearest")
    invalid("attribute mode is ", mode, "; it must be bilinear or nearest");
  return mode == "nearest";
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(kX, dtype_set(TypeList<float>{}));
  node.check_same_dtype(kX, kRegions);
  for (const size_t input : {kItems, kSize})
    node.check_dtype(input, dtype_set(TypeList<int32_t>{}));
  (void)is_nearest(node);
  node.check_rank(kX, 4);
  node.check_rank(kRegions, 2);
  node.check_rank(kItems, 1);
  const auto size = node.constant_ints(kSize);
  if (!size) out.need_value(kSize);
  if (size && (size->size() != 2 || (*size)[0] < 1 || (*size)[1] < 1))
    invalid("crop_size is ", ShapeView(*size), "; it must be two numbers above 0");
  Shape shape(4, MORTISE_DIM_UNKNOWN);
  if (node.ranked(kRegions)) {
    unify_extents(node.shape(kRegions)[1], 4);
    shape[0] = node.shape(kRegions)[0];
    if (node.ranked(kItems)) shape[0] = unify_extents(shape[0], node.shape(kItems)[0]);
  }
  if (node.ranked(kX)) shape[1] = node.shape(kX)[1];
  if (size) std::copy(size->begin(), size->end(), shape.begin() + 2);
  out.set(0, node.dtype(kX), shape);
}

// The steps of one axis of a region: from the first row (or column) of the crop to the last, ends included; a crop of one
// lies in the middle.
struct Steps {
  Steps(float low, float high, int64_t extent, int64_t count) {
    const auto last = static_cast<float>(extent - 1);
    step = count > 1 ? (high - low) * last / static_cast<float>(count - 1) : 0;
    first = count > 1 ? low * last : 0.5f * (low + high) * last;
  }
  float at(int64_t i) const { return first + static_cast<float>(i) * step; }
  float first, step;
};

class CropAndResizeKernel {
 public:
  CropAndResizeKernel(const Node& node, const KernelContext&)
      : is_nearest_(is_nearest(node)),
        outside_(static_cast<float>(node.attr_float("extrapolation_value", 0))) {}

  void run(const Launch& launch) const {
    const ShapeView x = launch.input_shape(kX), y = launch.output_shape(0);
    float* to = launch.out<float>(0);
    for (int64_t region = 0; region < y[0]; ++region) {
      const float* corners = launch.in<float>(kRegions) + 4 * region;
      const int64_t item = launch.in<int32_t>(kItems)[region];
      if (item < 0 || item >= x[0])
        invalid("batch_indices has ", item, ", but there are ", x[0], " images");
      const Steps rows(corners[0], corners[2], x[2], y[2]);
      const Steps columns(corners[1], corners[3], x[3], y[3]);
      for (int64_t channel = 0; channel < x[1]; ++channel) {
        const float* plane = launch.in<float>(kX) + (item * x[1] + channel) * x[2] * x[3];
        for (int64_t i = 0; i < y[2]; ++i)
          for (int64_t j = 0; j < y[3]; ++j)
            *to++ = sample(plane, x[2], x[3], rows.at(i), columns.at(j));
      }
    }
  }

 private:
  float sample(const float* plane, int64_t height, int64_t width, float row, float column) const {
    const bool is_inside = row >= 0 && row <= static_cast<float>(height - 1) && column >= 0 &&
                           column <= static_cast<float>(width - 1);
    if (!is_inside) return outside_;
    if (is_nearest_) return plane[std::lround(row) * width + std::lround(column)];
    const auto top = static_cast<int64_t>(row), left = static_cast<int64_t>(column);
    const int64_t bottom = std::min(top + 1, height - 1), right = std::min(left + 1, width - 1);
    const float down = row - static_cast<float>(top), across = column - static_cast<float>(left);
    const auto between = [&](int64_t line) {
      const float a = plane[line * width + left], b = plane[line * width + right];
      return a + (b - a) * across;
    };
    return between(top) + (between(bottom) - between(top)) * down;
  }

  bool is_nearest_;
  float outside_;
};

}  // namespace

MORTISE_OPERATOR(CropAndResize, 1) {
  op.summary("Regions of images, resized to one size")
      .input("X")
      .input("rois")
      .input("batch_indices")
      .input("crop_size")
      .output("Y")
      .attribute("extrapolation_value", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<CropAndResizeKernel>();
}

}  // namespace mortise::contrib
