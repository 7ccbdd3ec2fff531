#include <algorithm>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

// boxes are [batch, boxes, 4], scores [batch, classes, boxes]. How many are selected is known only at run time: at most
// max_output_boxes_per_class of each class of each image.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<float>{}));
  node.check_dtype(1, dtype_set(TypeList<float>{}));
  node.check_rank(0, 3);
  node.check_rank(1, 3);
  if (node.has_input(2)) node.check_scalar(2, dtype_set(TypeList<int64_t>{}));
  for (const size_t input : {size_t{3}, size_t{4}})
    if (node.has_input(input)) node.check_scalar(input, dtype_set(TypeList<float>{}));
  const Shape unknown = {MORTISE_DIM_UNKNOWN, 3};
  if (!node.ranked(0) || !node.ranked(1)) return out.set(0, MORTISE_DTYPE_INT64, unknown);
  const ShapeView boxes = node.shape(0), scores = node.shape(1);
  const int64_t batch = unify_extents(boxes[0], scores[0]);
  int64_t most = unify_extents(boxes[1], scores[2]);
  unify_extents(boxes[2], 4);
  if (batch < 0 || most < 0 || scores[1] < 0) return out.set(0, MORTISE_DTYPE_INT64, unknown);
  if (!node.has_input(2)) most = 0;
  if (const auto given = node.constant_ints(2)) most = std::clamp<int64_t>((*given)[0], 0, most);
  out.set_bounded(0, MORTISE_DTYPE_INT64, {element_count(Shape{batch, scores[1], most}), 3}, 1);
}

struct Box {
  double top, left, bottom, right;
  double area() const { return (bottom - top) * (right - left); }
};

// Two opposite corners in any order, y before x; or the centre and the size, x before y.
Box box_at(const float* numbers, bool by_centre) {
  const auto at = [numbers](size_t i) { return static_cast<double>(numbers[i]); };
  if (by_centre) {
    return {at(1) - at(3) / 2, at(0) - at(2) / 2, at(1) + at(3) / 2, at(0) + at(2) / 2};
  }
  return {std::min(at(0), at(2)), std::min(at(1), at(3)), std::max(at(0), at(2)),
          std::max(at(1), at(3))};
}

// Intersection over union; 0 where one of them is empty.
double overlap(const Box& a, const Box& b) {
  const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
  if (!(height > 0) || !(width > 0) || !(a.area() > 0) || !(b.area() > 0)) return 0;
  return height * width / (a.area() + b.area() - height * width);
}

// Greedily: the best box of a class is taken, and those that overlap it too much are not; then the next best.
class NonMaxSuppressionKernel {
 public:
  NonMaxSuppressionKernel(const Node& node, const KernelContext&)
      : by_centre_(node.attr_int("center_point_box", 0) != 0), most_(node.shape(0)[1]) {}

  // Boxes in order, and those that are taken.
  uint64_t workspace_size() const { return static_cast<uint64_t>(most_) * 2 * sizeof(int64_t); }

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(1);
    int64_t* to = launch.out<int64_t>(0);
    const int64_t* const begin = to;
    for (int64_t image = 0; image < shape[0]; ++image) {
      for (int64_t label = 0; label < shape[1]; ++label) to = select(launch, image, label, to);
    }
    launch.set_extent(0, 0, (to - begin) / 3);
  }

 private:
  static double number(const Launch& launch, size_t input, double absent) {
    return launch.has_input(input) ? static_cast<double>(*launch.in<float>(input)) : absent;
  }

  int64_t* select(const Launch& launch, int64_t image, int64_t label, int64_t* to) const {
    const int64_t boxes = launch.input_shape(0)[1];
    const float* scores = launch.in<float>(1) + (image * launch.input_shape(1)[1] + label) * boxes;
    const float* corners = launch.in<float>(0) + image * boxes * 4;
    const int64_t limit = launch.has_input(2) ? *launch.in<int64_t>(2) : 0;
    const double most_overlap = number(launch, 3, 0);
    const double least_score = number(launch, 4, -std::numeric_limits<double>::infinity());
    auto* order = launch.workspace<int64_t>();
    auto* taken = order + boxes;
    int64_t candidates = 0, count = 0;
    for (int64_t i = 0; i < boxes; ++i) {
      const bool is_good = launch.has_input(4) ? static_cast<double>(scores[i]) > least_score
                                               : scores[i] == scores[i];
      if (is_good) order[candidates++] = i;
    }
    std::sort(order, order + candidates, [scores](int64_t left, int64_t right) {
      return scores[left] != scores[right] ? scores[left] > scores[right] : left < right;
    });
    for (int64_t k = 0; k < candidates && count < limit; ++k) {
      const Box box = box_at(corners + order[k] * 4, by_centre_);
      const bool is_hidden = std::any_of(taken, taken + count, [&](int64_t other) {
        return overlap(box, box_at(corners + other * 4, by_centre_)) > most_overlap;
      });
      if (is_hidden) continue;
      taken[count++] = order[k];
      *to++ = image;
      *to++ = label;
      *to++ = order[k];
    }
    return to;
  }

  bool by_centre_;
  int64_t most_;
};

}  // namespace

MORTISE_OPERATOR(NonMaxSuppression, 11) {
  op.summary("The best boxes of each class, without those that overlap better ones")
      .input("boxes")
      .input("scores")
      .optional_input("max_output_boxes_per_class")
      .optional_input("iou_threshold")
      .optional_input("score_threshold")
      .output("selected_indices")
      .attribute("center_point_box", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<NonMaxSuppressionKernel>();
}

}  // namespace mortise::ops
