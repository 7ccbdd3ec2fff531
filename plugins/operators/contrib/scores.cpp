#include "plugins/operators/contrib/scores.hpp"

#include <limits>

namespace mortise::contrib {

std::vector<Value> attend(Builder& b, Value query, Value key, Value value, const Scoring& scoring,
                          size_t outputs) {
  Attrs attributes = {{"q_num_heads", scoring.heads},
                      {"kv_num_heads", scoring.shared_heads},
                      {"is_causal", scoring.is_causal}};
  if (scoring.scale != 0) attributes.emplace_back("scale", scoring.scale);
  if (scoring.softcap != 0) attributes.emplace_back("softcap", scoring.softcap);
  if (outputs > 3) attributes.emplace_back("qk_matmul_output_mode", 2);
  return b.nodes("Attention",
                 {query, key, value, scoring.bias, scoring.past_key, scoring.past_value}, outputs,
                 attributes);
}

void check_mask(const Node& node, const MaskInputs& inputs) {
  if (!node.has_input(inputs.mask)) return;
  node.check_dtype(inputs.mask, dtype_set(TypeList<int32_t>{}));
  if (node.ranked(inputs.mask) && (node.rank(inputs.mask) < 1 || node.rank(inputs.mask) > 3))
    unsupported("a mask of shape ", node.shape(inputs.mask), "; its rank must be 1, 2 or 3");
}

namespace {

// Bools: which keys are seen, to be broadcast to [batch, heads, length, total].
Value seen_keys(const Node& node, Formula& f, size_t mask, const ScoreShape& shape) {
  const Value given = node.input_id(mask);
  const ShapeView extents = node.shape(mask);
  Builder& b = f.b;
  if (extents.size() > 1) {
    unify_extents(extents[0], shape.batch);
    unify_extents(extents.back(), shape.total);
    const Value seen = b.node("Greater", {given, b.scalar(MORTISE_DTYPE_INT32, 0)});
    if (extents.size() == 2) return f.unsqueeze(seen, {1, 2});
    unify_extents(extents[1], shape.length);
    return f.unsqueeze(seen, {1});
  }
  // Where each item ends and, behind those, where it begins.
  const bool has_starts = extents[0] == 2 * shape.batch;
  if (!has_starts && extents[0] != shape.batch)
    unsupported("a mask of shape ", extents, "; it must be [batch] or [2 batch]");
  const Value columns = b.ints(counted(shape.total));
  const auto limits = [&](int64_t begin) {
    const Value some = has_starts ? f.slice(given, 0, begin, begin + shape.batch) : given;
    return f.reshape(b.node("Cast", {some}, {{"to", uint32_t{MORTISE_DTYPE_INT64}}}),
                     {shape.batch, 1, 1, 1});
  };
  const Value before_end = b.node("Less", {columns, limits(0)});
  if (!has_starts) return before_end;
  return b.node("And", {before_end, b.node("GreaterOrEqual", {columns, limits(shape.batch)})});
}

// [length, total]: the lowest number for the keys that come after a query.
Value later_keys(Formula& f, const ScoreShape& shape) {
  std::vector<float> elements;
  for (int64_t row = 0; row < shape.length; ++row) {
    for (int64_t column = 0; column < shape.total; ++column) {
      const bool is_later = column > shape.past + row;
      elements.push_back(is_later ? std::numeric_limits<float>::lowest() : 0);
    }
  }
  const Shape extents = {shape.length, shape.total};
  return f.cast(f.b.constant(host_view(MORTISE_DTYPE_FLOAT32, extents, elements.data())));
}

}  // namespace

void add_masks(const Node& node, Formula& f, const MaskInputs& inputs, const ScoreShape& shape,
               bool shows_scores, Scoring& scoring) {
  const bool is_causal = node.attr_bool("unidirectional", false);
  scoring.is_causal = is_causal && !shows_scores;
  scoring.bias = node.input_id(inputs.bias);
  if (node.has_input(inputs.mask)) {
    const Value filter = f.number(node.attr_float("mask_filter_value", -10000));
    const Value seen = seen_keys(node, f, inputs.mask, shape);
    scoring.bias = f.add_optional(f.b.node("Where", {seen, f.number(0), filter}), scoring.bias);
  }
  if (is_causal && shows_scores) scoring.bias = f.add_optional(later_keys(f, shape), scoring.bias);
}

}  // namespace mortise::contrib
