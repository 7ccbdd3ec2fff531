#include "backends/cpu/optimise/strided_view.hpp"

#include <algorithm>
#include <string_view>

namespace mortise::cpu {
namespace {

using Axes = std::vector<Axis>;

constexpr int kMaxDepth = 16;  // of nodes that are looked through

/// Neighbouring axes as one with a single stride.
std::optional<Axis> merged(const Axis* begin, const Axis* end) {
  if (end - begin == 1) return *begin;
  if (end - begin == 2 && begin[0].repeat == 1 && begin[1].stride == 0 && begin[0].stride != 0)
    return Axis{begin[0].extent * begin[1].extent, begin[0].stride, begin[1].extent};
  Axis result = end[-1];
  for (const Axis* axis = end - 1; axis != begin; --axis) {
    if (axis[-1].stride != axis->stride * axis->extent) return std::nullopt;
    result.extent *= axis[-1].extent;
  }
  const auto repeats = [](const Axis& axis) { return axis.repeat != 1; };
  if (std::any_of(begin, end, repeats)) return std::nullopt;
  return result;
}

/// Splits an axis into some of the given extents; false where it repeats elements.
bool append_split(Axes& axes, const Axis& axis, sdk::ShapeView shape, size_t begin, size_t end) {
  if (end - begin == 1) {
    axes.push_back(axis);
    return true;
  }
  if (axis.repeat != 1) return false;
  int64_t stride = axis.stride * axis.extent;
  for (size_t i = begin; i < end; ++i) {
    stride /= shape[i];
    axes.push_back({shape[i], stride, 1});
  }
  return true;
}

bool transpose(const Node& node, StridedView& view) {
  const size_t rank = view.axes.size();
  std::vector<int64_t> order(rank);
  for (size_t i = 0; i < rank; ++i) order[i] = static_cast<int64_t>(rank - 1 - i);
  order = node.attr_ints("perm", order);
  if (order.size() != rank) return false;
  Axes axes;
  for (int64_t from : order) {
    if (from < 0) from += static_cast<int64_t>(rank);
    if (from < 0 || from >= static_cast<int64_t>(rank)) return false;
    axes.push_back(view.axes[static_cast<size_t>(from)]);
  }
  view.axes = std::move(axes);
  return true;
}

bool expand(sdk::ShapeView shape, StridedView& view) {
  if (view.axes.size() > shape.size()) return false;
  view.axes.insert(view.axes.begin(), shape.size() - view.axes.size(), Axis{});
  for (size_t i = 0; i < shape.size(); ++i) {
    Axis& axis = view.axes[i];
    if (axis.extent == shape[i]) continue;
    if (axis.extent != 1) return false;
    axis = {shape[i], 0, 1};
  }
  return true;
}

/// The axis that an attribute or input names, when it is there and repeats nothing.
Axis* plain_axis(StridedView& view, int64_t axis) {
  const auto rank = static_cast<int64_t>(view.axes.size());
  if (axis < 0) axis += rank;
  if (axis < 0 || axis >= rank) return nullptr;
  Axis& found = view.axes[static_cast<size_t>(axis)];
  return found.repeat == 1 ? &found : nullptr;
}

bool split(const Rewriter& graph, const Node& node, Value output, StridedView& view) {
  Axis* axis = plain_axis(view, node.attr_int("axis", 0));
  const auto lengths = node.constant_ints(1);
  if (axis == nullptr || (node.has_input(1) && !lengths)) return false;
  const auto parts = static_cast<int64_t>(node.output_count());
  const int64_t even = (axis->extent + parts - 1) / parts;
  int64_t start = 0;
  size_t index = 0;
  for (; index < node.output_count() && node.output_id(index) != output; ++index) {
    if (lengths && index >= lengths->size()) return false;
    start += lengths ? (*lengths)[index] : even;
  }
  const auto number = static_cast<size_t>(axis - view.axes.data());
  view.offset += start * axis->stride;
  axis->extent = graph.shape(output)[number];
  return true;
}

bool slice(const Node& node, StridedView& view) {
  const auto starts = node.constant_ints(1);
  if (!starts || view.axes.size() != node.output_shape(0).size()) return false;
  std::vector<int64_t> axes(starts->size()), steps(starts->size(), 1);
  for (size_t i = 0; i < axes.size(); ++i) axes[i] = static_cast<int64_t>(i);
  for (const auto& [input, to] : {std::pair{3, &axes}, std::pair{4, &steps}}) {
    const auto index = static_cast<size_t>(input);
    if (!node.has_input(index)) continue;
    const auto given = node.constant_ints(index);
    if (!given || given->size() != starts->size()) return false;
    *to = *given;
  }
  for (size_t i = 0; i < axes.size(); ++i) {
    Axis* axis = plain_axis(view, axes[i]);
    if (axis == nullptr || steps[i] < 1) return false;
    int64_t start = (*starts)[i];
    if (start < 0) start += axis->extent;
    view.offset += std::clamp<int64_t>(start, 0, axis->extent) * axis->stride;
    axis->extent = node.output_shape(0)[static_cast<size_t>(axis - view.axes.data())];
    if (axis->extent > 1) axis->stride *= steps[i];
  }
  return true;
}

bool keeps_order(std::string_view op) {
  for (const std::string_view one : {"Reshape", "Squeeze", "Unsqueeze", "Flatten", "Identity"})
    if (op == one) return true;
  return false;
}

/// The view of a node's input becomes that of its output; false where elements would have to move.
bool apply(const Rewriter& graph, const Node& node, Value output, StridedView& view) {
  if (node.op() == "Transpose") return transpose(node, view);
  if (node.op() == "Expand") return expand(graph.shape(output), view);
  if (node.op() == "Split") return split(graph, node, output, view);
  if (node.op() == "Slice") return slice(node, view);
  if (!keeps_order(node.op())) return false;
  auto axes = reshaped(view.axes, graph.shape(output));
  if (axes) view.axes = std::move(*axes);
  return axes.has_value();
}

StridedView look(const Rewriter& graph, Value value, bool scales, int depth) {
  const StridedView itself = StridedView::dense(graph, value);
  const auto node = graph.producer(value);
  if (!node || depth == 0 || !node->has_input(0) || !sdk::all_known(graph.shape(value)) ||
      sdk::element_count(graph.shape(value)) == 0) {
    return itself;
  }
  if (const auto factor = constant_factor(*node); factor && scales) {
    StridedView view = look(graph, node->input_id(0), scales, depth - 1);
    view.scale *= *factor;
    return view;
  }
  const bool moves = keeps_order(node->op()) || node->op() == "Transpose" ||
                     node->op() == "Expand" || node->op() == "Split" || node->op() == "Slice";
  if (!node->domain().empty() || !moves) return itself;
  StridedView view = look(graph, node->input_id(0), scales, depth - 1);
  return apply(graph, *node, value, view) ? view : itself;
}

}  // namespace

std::optional<Axes> reshaped(const Axes& axes, sdk::ShapeView shape) {
  Axes old;
  for (const Axis& axis : axes)
    if (axis.extent != 1) old.push_back(axis);
  Axes result;
  size_t next = 0;
  for (size_t i = 0; i < shape.size();) {
    if (shape[i] == 1) {
      result.emplace_back();
      ++i;
      continue;
    }
    if (next == old.size()) return std::nullopt;
    // The shortest runs of old and new axes that have as many elements.
    const size_t begin = next, first = i;
    int64_t have = old[next++].extent, want = shape[i++];
    while (have != want) {
      if (have < want ? next == old.size() : i == shape.size()) return std::nullopt;
      have < want ? have *= old[next++].extent : want *= shape[i++];
    }
    const auto axis = merged(old.data() + begin, old.data() + next);
    if (!axis || !append_split(result, *axis, shape, first, i)) return std::nullopt;
  }
  return result;
}

StridedView StridedView::dense(const Rewriter& graph, Value value) {
  StridedView view;
  view.source = value;
  const sdk::ShapeView shape = graph.shape(value);
  const sdk::Shape strides = sdk::dense_strides(shape);
  for (size_t i = 0; i < shape.size(); ++i) view.axes.push_back({shape[i], strides[i], 1});
  return view;
}

StridedView StridedView::of(const Rewriter& graph, Value value, bool scales) {
  return look(graph, value, scales, kMaxDepth);
}

std::optional<float> constant_factor(const Node& node) {
  const std::vector<Step> steps = steps_of(node);
  if (steps.size() != 1 || steps[0].kind != Unary::kLinear || steps[0].beta != 0)
    return std::nullopt;
  return steps[0].alpha;
}

}  // namespace mortise::cpu
