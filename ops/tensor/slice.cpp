#include "ops/common/forward.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

struct Range {
  int64_t start = 0;
  int64_t step = 1;
  int64_t count = 0;
};

// Which elements of an axis a slice takes; ends behind the tensor are moved to its edge, as NumPy does.
Range clamp(int64_t start, int64_t end, int64_t step, int64_t extent) {
  const int64_t low = step > 0 ? 0 : -1;
  const int64_t high = step > 0 ? extent : extent - 1;
  const auto settle = [&](int64_t position) {
    if (position < 0) position += extent;
    return position < low ? low : position > high ? high : position;
  };
  const int64_t first = settle(start);
  const int64_t last = settle(end);
  const int64_t distance = step > 0 ? last - first : first - last;
  if (distance <= 0) return {first < 0 ? 0 : first, 1, 0};
  // -step overflows for the smallest number; any step beyond the distance takes one element.
  const int64_t stride = step > 0 ? step : step < -distance ? distance : -step;
  // The step to a second element that is not taken may be too large to compute with.
  if (stride >= distance) return {first, 1, 1};
  return {first, step, (distance - 1) / stride + 1};
}

struct Bounds {
  std::vector<int64_t> starts, ends, axes, steps;
};

// Nothing when one of them is not known.
std::optional<Bounds> bounds_of(const Node& node, Inference* out) {
  for (size_t i = 1; i < node.input_count(); ++i) {
    if (node.has_input(i) && node.constant(i) == nullptr) {
      if (out != nullptr) out->need_value(i);
      return std::nullopt;
    }
  }
  Bounds bounds{*node.constant_ints(1), *node.constant_ints(2), {}, {}};
  const size_t count = bounds.starts.size();
  if (node.has_input(3)) {
    bounds.axes = *node.constant_ints(3);
  } else {
    for (size_t i = 0; i < count; ++i) bounds.axes.push_back(static_cast<int64_t>(i));
  }
  bounds.steps = node.has_input(4) ? *node.constant_ints(4) : std::vector<int64_t>(count, 1);
  if (bounds.ends.size() != count || bounds.axes.size() != count || bounds.steps.size() != count) {
    invalid("starts, ends, axes and steps have ", count, ", ", bounds.ends.size(), ", ",
            bounds.axes.size(), " and ", bounds.steps.size(), " values; they must be as many");
  }
  return bounds;
}

// One range per axis. Requires: the extents of sliced axes are known.
std::vector<Range> ranges_of(const Bounds& bounds, ShapeView shape) {
  std::vector<Range> ranges;
  for (const int64_t extent : shape) ranges.push_back({0, 1, extent});
  std::vector<bool> seen(shape.size(), false);
  for (size_t i = 0; i < bounds.axes.size(); ++i) {
    const auto axis =
        static_cast<size_t>(normalize_axis(bounds.axes[i], static_cast<int64_t>(shape.size())));
    if (seen[axis]) invalid("axis ", bounds.axes[i], " is named twice");
    seen[axis] = true;
    if (bounds.steps[i] == 0) invalid("the step of axis ", bounds.axes[i], " is 0");
    const bool all = bounds.starts[i] == 0 && bounds.ends[i] == INT64_MAX && bounds.steps[i] == 1;
    ranges[axis] = shape[axis] < 0
                       ? Range{0, 1, all ? shape[axis] : MORTISE_DIM_UNKNOWN}
                       : clamp(bounds.starts[i], bounds.ends[i], bounds.steps[i], shape[axis]);
  }
  return ranges;
}

void infer(const Node& node, Inference& out) {
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const auto bounds = bounds_of(node, &out);
  if (!bounds) {
    return out.set(0, node.dtype(0), Shape(static_cast<size_t>(node.rank(0)), MORTISE_DIM_UNKNOWN));
  }
  Shape shape;
  for (const Range& range : ranges_of(*bounds, node.shape(0))) shape.push_back(range.count);
  out.set(0, node.dtype(0), shape);
}

// The output's gradient between zeros, where steps are 1 and shapes are known.
void gradient(Gradient& g) {
  const auto bounds = bounds_of(g.node, nullptr);
  if (!bounds || !g.node.shape_known(0)) return move_first_gradient(g);
  Value result = g.output(0);
  const ShapeView shape = g.node.shape(0);
  const std::vector<Range> ranges = ranges_of(*bounds, shape);
  for (size_t axis = 0; axis < ranges.size(); ++axis) {
    if (ranges[axis].step != 1) return move_first_gradient(g);
    Shape before;
    for (size_t i = 0; i < ranges.size(); ++i) {
      before.push_back(i < axis ? shape[i] : ranges[i].count);
    }
    Shape after = before;
    before[axis] = ranges[axis].start;
    after[axis] = shape[axis] - ranges[axis].start - ranges[axis].count;
    const auto zeros = [&](const Shape& extents) {
      return g.b.node("Expand", {g.b.scalar(g.node.dtype(0), 0), g.b.ints(extents)});
    };
    if (before[axis] == 0 && after[axis] == 0) continue;
    result = g.b.node("Concat", {zeros(before), result, zeros(after)},
                      {{"axis", static_cast<int64_t>(axis)}});
  }
  g.set_input(0, result);
}

class SliceKernel {
 public:
  SliceKernel(const Node& node, const KernelContext&) : bytes_(element_bytes(node.dtype(0))) {
    check_rank_limit(node);
    const auto bounds = bounds_of(node, nullptr);
    if (!bounds) unsupported("starts, ends, axes and steps must be constants");
    ranges_ = ranges_of(*bounds, node.shape(0));
  }

  static constexpr uint32_t kFlags = 0;  // the ranges are settled for one shape

  void run(const Launch& launch) const {
    const auto in = row_major_strides(launch.input_shape(0));
    const auto out = row_major_strides(launch.output_shape(0));
    Walk<2> walk;
    int64_t start = 0;
    for (size_t i = 0; i < ranges_.size(); ++i) {
      walk.add_dim(ranges_[i].count, {out[i], in[i] * ranges_[i].step});
      start += ranges_[i].start * in[i];
    }
    if (walk.count() == 0) return;
    move_walk(bytes_, walk, static_cast<const char*>(launch.input(0).data) + start * bytes_,
              launch.output(0).data);
  }

 private:
  int64_t bytes_;
  std::vector<Range> ranges_;
};

// All ranges take all that there is.
std::optional<uint32_t> forward(const Node& node, size_t) {
  const auto bounds = node.ranked(0) ? bounds_of(node, nullptr) : std::nullopt;
  if (!bounds) return std::nullopt;
  for (size_t i = 0; i < bounds->axes.size(); ++i) {
    const auto axis = static_cast<size_t>(normalize_axis(bounds->axes[i], node.rank(0)));
    const int64_t extent = node.shape(0)[axis] < 0 ? INT64_MAX : node.shape(0)[axis];
    if (bounds->starts[i] != 0 || bounds->steps[i] != 1 || bounds->ends[i] < extent)
      return std::nullopt;
  }
  return 0;
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  const auto bounds = bounds_of(node, nullptr);
  if (!bounds) return;
  const Range range = ranges_of(*bounds, node.shape(0))[static_cast<size_t>(query.axis)];
  if (range.step < 0 || query.begin == query.end) return;
  pieces.range(0, query.axis, range.start + query.begin * range.step,
               range.start + (query.end - 1) * range.step + 1);
}

}  // namespace

MORTISE_OPERATOR(Slice, 13) {
  op.summary("A range of each axis, with a step")
      .input("data")
      .input("starts")
      .input("ends")
      .optional_input("axes")
      .optional_input("steps")
      .output("output")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .forward(&forward)
      .infer(&infer)
      .piece(&piece)
      .gradient(&gradient)
      .kernel<SliceKernel>();
}

}  // namespace mortise::ops
