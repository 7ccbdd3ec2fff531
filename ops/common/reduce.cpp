#include "ops/common/reduce.hpp"

namespace mortise::ops {

uint64_t reduced_axes(Span<const int64_t> axes, int64_t rank, bool noop) {
  if (rank > static_cast<int64_t>(kMaxRank)) {
    unsupported("rank ", rank, "; at most ", kMaxRank, " is supported");
  }
  uint64_t bits = 0;
  for (int64_t axis : axes) {
    const uint64_t bit = uint64_t{1} << normalize_axis(axis, rank);
    if ((bits & bit) != 0) invalid("axis ", axis, " is named twice");
    bits |= bit;
  }
  if (axes.empty() && !noop) bits = (uint64_t{1} << rank) - 1;
  return bits;
}

std::optional<std::vector<int64_t>> known_reduction_axes(const Node& node) {
  std::vector<int64_t> axes;
  if (node.has_input(1)) {
    const auto known = node.constant_ints(1);
    if (!known) return std::nullopt;
    axes = *known;
  }
  if (!node.ranked(0)) return std::nullopt;
  if (!axes.empty()) return normalize_axes(axes, node.rank(0));
  if (!node.attr_bool("noop_with_empty_axes", false)) {
    for (int64_t i = 0; i < node.rank(0); ++i) axes.push_back(i);
  }
  return axes;
}

void infer_reduction(const Node& node, Inference& out, DtypeSet allowed) {
  node.check_dtype(0, allowed);
  if (node.has_input(1)) {
    node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
    node.check_rank(1, 1);
  }
  const bool keep_dims = node.attr_bool("keepdims", true);
  if (const auto axes = known_reduction_axes(node)) {
    out.set(0, node.dtype(0), reduced_shape(node.shape(0), *axes, keep_dims));
    return;
  }
  if (node.has_input(1) && node.constant(1) == nullptr) out.need_value(1);
  if (node.ranked(0) && keep_dims) {
    out.set(0, node.dtype(0), Shape(node.shape(0).size(), MORTISE_DIM_UNKNOWN));
  } else {
    out.set_unranked(0, node.dtype(0));
  }
}

void reduction_piece(const Node& node, const PieceQuery& query, Pieces& pieces, uint32_t combine) {
  const auto axes = known_reduction_axes(node);
  if (!axes) return;
  const bool keep_dims = node.attr_bool("keepdims", true);
  const uint64_t reduced = axes->empty() ? 0 : reduced_axes(*axes, node.rank(0), false);
  int64_t output_axis = 0;
  for (int64_t axis = 0; axis < node.rank(0); ++axis) {
    const bool is_reduced = (reduced >> axis & 1u) != 0;
    if (is_reduced && !keep_dims) continue;
    if (output_axis++ != query.axis) continue;
    if (!is_reduced) {
      pieces.range(0, axis, query.begin, query.end);
    } else if (combine != MORTISE_COMBINE_NONE) {
      pieces.partial(0, axis, combine);
    }
    return;
  }
}

Value spread_over_reduced(Gradient& g, Value gradient) {
  if (!g.node.attr_bool("keepdims", true)) {
    const auto axes = known_reduction_axes(g.node);
    if (!axes) unsupported("the gradient without keepdims needs axes that are known");
    if (!axes->empty()) gradient = g.b.node("Unsqueeze", {gradient, g.b.ints(*axes)});
  }
  return g.b.node("Expand", {gradient, g.b.node("Shape", {g.input_value(0)})});
}

Value sum_over_reduced(Gradient& g, Value value) {
  std::vector<Value> inputs = {value};
  if (g.node.has_input(1)) inputs.push_back(g.input_value(1));
  return g.b.node(
      "ReduceSum", inputs,
      {{"keepdims", 1}, {"noop_with_empty_axes", g.node.attr_int("noop_with_empty_axes", 0)}});
}

void extreme_reduction_gradient(Gradient& g) {
  const Term x = input_term(g, 0);
  const Term y(g.b, x.dtype(), spread_over_reduced(g, g.output_value(0)));
  const Term dy(g.b, x.dtype(), spread_over_reduced(g, g.output(0)));
  const Term marks = x.indicator(x.equal(y));
  const Term count(g.b, x.dtype(), sum_over_reduced(g, marks.value()));
  g.set_input(0, (dy * marks / count).value());
}

Reduction::Reduction(ShapeView shape, uint64_t reduced_bits) {
  const auto strides = row_major_strides(shape);
  for (size_t i = 0; i < shape.size(); ++i) {
    (((reduced_bits >> i) & 1u) != 0 ? reduced : kept).add_dim(shape[i], {strides[i]});
  }
}

}  // namespace mortise::ops
