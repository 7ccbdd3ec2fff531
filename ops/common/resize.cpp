#include "ops/common/resize.hpp"

#include <algorithm>
#include <cmath>

namespace mortise::ops {
namespace {

constexpr double kLargestExtent = 0x1p31;
constexpr int64_t kLongestTable = int64_t{1} << 26;

void check_choice(const char* attribute, std::string_view value,
                  std::initializer_list<std::string_view> choices) {
  std::string all;
  for (const std::string_view choice : choices) {
    if (choice == value) return;
    all += all.empty() ? "" : ", ";
    all += choice;
  }
  invalid("attribute ", attribute, " is ", value, "; it must be one of ", all);
}

// Cubic convolution (Keys, "Cubic convolution interpolation for digital image processing", 1981) at a distance.
double cubic_weight(double x, double a) {
  if (x >= 2) return 0;
  return x > 1 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : ((a + 2) * x - (a + 3)) * x * x + 1;
}

bool non_empty(const Node& node, size_t input) {
  return node.has_input(input) &&
         !(node.ranked(input) && node.rank(input) == 1 && node.shape(input)[0] == 0);
}

}  // namespace

ResizeRule::ResizeRule(const Node& node)
    : mode_(node.attr_string("mode", "nearest")),
      coordinates_(node.attr_string("coordinate_transformation_mode", "half_pixel")),
      nearest_mode_(node.attr_string("nearest_mode", "round_prefer_floor")),
      cubic_a_(node.attr_float("cubic_coeff_a", -0.75)),
      extrapolation_(node.attr_float("extrapolation_value", 0)),
      exclude_outside_(node.attr_int("exclude_outside", 0) != 0),
      antialias_(node.attr_int("antialias", 0) != 0) {
  check_choice("mode", mode_, {"nearest", "linear", "cubic"});
  check_choice("coordinate_transformation_mode", coordinates_,
               {"half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners",
                "asymmetric", "tf_half_pixel_for_nn", "tf_crop_and_resize"});
  check_choice("nearest_mode", nearest_mode_,
               {"round_prefer_floor", "round_prefer_ceil", "floor", "ceil"});
}

double ResizeRule::source(double position, double in, double out, double scale, double roi_begin,
                          double roi_end) const {
  if (coordinates_ == "asymmetric") return position / scale;
  if (coordinates_ == "align_corners") {
    // The extent before it was rounded, as the specification has it.
    const double exact = scale * in;
    return exact <= 1 ? 0 : position * (in - 1) / (exact - 1);
  }
  if (coordinates_ == "tf_half_pixel_for_nn") return (position + 0.5) / scale;
  if (coordinates_ == "pytorch_half_pixel" && out <= 1) return 0;
  if (crops()) {
    if (out <= 1) return 0.5 * (roi_begin + roi_end) * (in - 1);
    return roi_begin * (in - 1) + position * (roi_end - roi_begin) * (in - 1) / (out - 1);
  }
  const double half_pixel = (position + 0.5) / scale - 0.5;
  if (coordinates_ != "half_pixel_symmetric") return half_pixel;
  return in / 2 * (1 - out / (scale * in)) + half_pixel;
}

void ResizeRule::nearest(double source, int64_t in, std::vector<ResizeTap>& taps) const {
  double position = std::ceil(source - 0.5);
  if (nearest_mode_ == "round_prefer_ceil") position = std::floor(source + 0.5);
  if (nearest_mode_ == "floor") position = std::floor(source);
  if (nearest_mode_ == "ceil") position = std::ceil(source);
  const auto last = static_cast<double>(in - 1);
  taps.push_back({static_cast<int64_t>(std::clamp(position, 0.0, last)), 1});
}

int64_t ResizeRule::reach(double stretch) const {
  const double support = mode_ == "linear" ? 1 : 2;
  return static_cast<int64_t>(std::ceil(support / stretch));
}

void ResizeRule::interpolated(double source, int64_t in, double stretch,
                              std::vector<ResizeTap>& taps) const {
  const double low = std::floor(source);
  const double r = source - low;
  const size_t begin = taps.size();
  const auto first = static_cast<int64_t>(low);
  for (int64_t k = 1 - reach(stretch); k <= reach(stretch); ++k) {
    const double distance = std::fabs(static_cast<double>(k) - r) * stretch;
    const double weight =
        mode_ == "linear" ? std::max(1 - distance, 0.0) : cubic_weight(distance, cubic_a_);
    taps.push_back({first + k, weight});
  }
  const bool normalize = exclude_outside_ || stretch < 1;
  double sum = 0;
  for (size_t i = begin; i < taps.size(); ++i) {
    ResizeTap& tap = taps[i];
    if (exclude_outside_ && (tap.index < 0 || tap.index >= in)) tap.weight = 0;
    tap.index = std::clamp<int64_t>(tap.index, 0, in - 1);
    sum += tap.weight;
  }
  for (size_t i = begin; normalize && i < taps.size(); ++i) taps[i].weight /= sum;
}

ResizeAxis ResizeRule::axis(int64_t in, int64_t out, double scale, double roi_begin,
                            double roi_end) const {
  ResizeAxis result;
  if (in == out && scale == 1 && !crops()) return result;
  // A filter that is as wide as the elements that become one.
  const double stretch = antialias_ ? std::min(scale, 1.0) : 1;
  const double wide = mode_ == "nearest" ? 1 : 2 * std::ceil(2 / stretch);
  if (static_cast<double>(out) * wide > static_cast<double>(kLongestTable)) {
    unsupported("an axis is resized from ", in, " to ", out,
                " elements, which needs a table of more than ", kLongestTable);
  }
  result.per_element = mode_ == "nearest" ? 1 : static_cast<size_t>(2 * reach(stretch));
  result.taps.reserve(result.per_element * static_cast<size_t>(out));
  for (int64_t i = 0; i < out; ++i) {
    const double at = source(static_cast<double>(i), static_cast<double>(in),
                             static_cast<double>(out), scale, roi_begin, roi_end);
    if (crops()) result.outside.push_back(at < 0 || at > static_cast<double>(in - 1));
    // Far outside, every position means the edge; this keeps the conversion to an index defined.
    const double bounded = at >= -8.0 ? std::min(at, static_cast<double>(in) + 8) : -8.0;
    if (mode_ == "nearest") {
      nearest(bounded, in, result.taps);
    } else {
      interpolated(bounded, in, stretch, result.taps);
    }
  }
  return result;
}

std::vector<int64_t> resize_axes(const Node& node) {
  std::vector<int64_t> axes = node.attr_ints("axes").value_or(std::vector<int64_t>());
  if (axes.empty()) {
    for (int64_t i = 0; i < node.rank(0); ++i) axes.push_back(i);
  }
  for (int64_t& axis : axes) axis = normalize_axis(axis, node.rank(0));
  return axes;
}

namespace {

// The one scale of all resized axes under keep_aspect_ratio_policy; unknown (nothing) where an extent is. Axes without
// elements have no say.
std::optional<double> common_scale(ShapeView shape, const std::vector<int64_t>& axes,
                                   const std::vector<double>& sizes, bool not_larger) {
  std::optional<double> common;
  for (size_t i = 0; i < axes.size(); ++i) {
    const int64_t extent = shape[static_cast<size_t>(axes[i])];
    if (extent < 0) return std::nullopt;
    if (extent == 0) continue;
    const double scale = sizes[i] / static_cast<double>(extent);
    if (!common || (not_larger ? scale < *common : scale > *common)) common = scale;
  }
  return common.value_or(1);
}

int64_t checked_extent(double size, int64_t from) {
  if (!(size <= kLargestExtent)) invalid("an extent of ", size, " is too large");
  if (from == 0 && size > 0) {
    invalid("an axis without elements cannot be resized to ", size, " of them");
  }
  return static_cast<int64_t>(size);
}

}  // namespace

std::optional<ResizeShape> resize_shape(const Node& node) {
  const bool by_sizes = non_empty(node, 3);
  if (by_sizes == non_empty(node, 2)) invalid("exactly one of scales and sizes must be given");
  const size_t input = by_sizes ? 3 : 2;
  const char* name = by_sizes ? "sizes" : "scales";
  if (node.constant(input) == nullptr) return std::nullopt;
  const std::vector<int64_t> axes = resize_axes(node);
  const std::vector<double> given = *node.constant_floats(input);
  if (given.size() != axes.size()) {
    invalid(name, " has ", given.size(), " values; ", axes.size(), " axes are resized");
  }
  for (const double value : given) {
    if (!(value > 0) && !(by_sizes && value == 0)) {
      invalid(name, " has ", value, "; it must be above 0");
    }
  }
  const ShapeView shape = node.shape(0);
  ResizeShape result{Shape(shape.begin(), shape.end()), std::vector<double>(shape.size(), 1)};
  const std::string_view policy = node.attr_string("keep_aspect_ratio_policy", "stretch");
  check_choice("keep_aspect_ratio_policy", policy, {"stretch", "not_larger", "not_smaller"});
  const bool keeps_ratio = by_sizes && policy != "stretch";
  const auto common =
      keeps_ratio ? common_scale(shape, axes, given, policy == "not_larger") : std::nullopt;
  for (size_t i = 0; i < axes.size(); ++i) {
    const auto axis = static_cast<size_t>(axes[i]);
    const auto extent = static_cast<double>(shape[axis]);
    if (keeps_ratio && !common) {
      result.extents[axis] = MORTISE_DIM_UNKNOWN;
      continue;
    }
    if (shape[axis] < 0) {
      if (by_sizes) result.extents[axis] = checked_extent(given[i], shape[axis]);
      if (!by_sizes && given[i] != 1) result.extents[axis] = MORTISE_DIM_UNKNOWN;
      continue;
    }
    const double scale = common.value_or(by_sizes ? given[i] / extent : given[i]);
    const double size = common     ? std::floor(scale * extent + 0.5)
                        : by_sizes ? given[i]
                                   : std::floor(scale * extent);
    result.extents[axis] = checked_extent(size, shape[axis]);
    result.scales[axis] = scale;
  }
  return result;
}

}  // namespace mortise::ops
