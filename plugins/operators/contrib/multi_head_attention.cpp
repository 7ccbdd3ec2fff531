#include "plugins/operators/contrib/scores.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t {
  kQuery,
  kKey,
  kValue,
  kBias,
  kMask,
  kScoreBias,
  kPastKey,
  kPastValue,
  kPastLength,
  kIndirection
};
enum Output : size_t { kY, kPresentKey, kPresentValue, kScores };
constexpr MaskInputs kMasks = {kMask, kScoreBias};

// Queries are [batch, length, columns]. Keys and values too, or [batch, heads, length, size]; or keys and values lie
// together, [batch, length, heads, 2, size], or all three do.
struct Extents {
  explicit Extents(const Node& node) : heads(node.attr_int("num_heads")) {
    if (heads < 1) invalid("attribute num_heads is ", heads);
    const ShapeView q = node.shape(kQuery);
    if (q.size() == 5) {
      batch = q[0], length = keys = q[1];
      size = value_size = packed_size(q, 3);
      return;
    }
    node.check_rank(kQuery, 3);
    batch = q[0], length = q[1];
    size = per_head(q[2]);
    if (!node.has_input(kKey)) invalid("input 1 (key) is missing");
    const ShapeView k = node.shape(kKey);
    if (k.size() == 5) {
      batch = unify_extents(batch, k[0]);
      keys = k[1];
      value_size = unify_extents(size, packed_size(k, 2));
      return;
    }
    if (!node.has_input(kValue)) invalid("input 2 (value) is missing");
    keys_apart = k.size() == 4;
    if (!keys_apart) node.check_rank(kKey, 3);
    node.check_rank(kValue, node.rank(kKey));
    const ShapeView v = node.shape(kValue);
    batch = unify_extents(unify_extents(batch, k[0]), v[0]);
    keys = unify_extents(k[keys_apart ? 2 : 1], v[keys_apart ? 2 : 1]);
    unify_extents(keys_apart ? k[3] : per_head(k[2]), size);
    value_size = keys_apart ? v[3] : per_head(v[2]);
    for (const ShapeView apart : {k, v})
      if (keys_apart) unify_extents(apart[1], heads);
  }
  // Of [batch, length, heads, parts, size].
  int64_t packed_size(ShapeView packed, int64_t parts) const {
    unify_extents(packed[2], heads);
    unify_extents(packed[3], parts);
    return packed[4];
  }
  int64_t per_head(int64_t columns) const {
    if (columns < 0) return MORTISE_DIM_UNKNOWN;
    if (columns % heads != 0)
      invalid("attribute num_heads is ", heads, ", which does not divide ", columns, " columns");
    return columns / heads;
  }

  int64_t heads, batch = 0, length = 0, keys = 0, size = 0, value_size = 0;
  bool keys_apart = false;
};

int64_t past_length(const Node& node) {
  return node.has_input(kPastKey) ? node.shape(kPastKey)[2] : 0;
}

void check_past(const Node& node, const Extents& e) {
  if (!node.has_input(kPastKey)) return;
  for (const size_t past : {kPastKey, kPastValue}) {
    const ShapeView shape = node.shape(past);
    unify_extents(shape[0], e.batch);
    unify_extents(shape[1], e.heads);
    unify_extents(shape[2], past_length(node));
    unify_extents(shape[3], past == kPastKey ? e.size : e.value_size);
  }
}

bool shapes_ranked(const Node& node) {
  for (const size_t input : {kQuery, kKey, kValue, kPastKey, kPastValue})
    if (node.has_input(input) && !node.ranked(input)) return false;
  return true;
}

void check(const Node& node) {
  node.check_dtype(kQuery, kFloats);
  for (const size_t input : {kKey, kValue, kBias, kScoreBias, kPastKey, kPastValue})
    if (node.has_input(input)) node.check_same_dtype(kQuery, input);
  check_mask(node, kMasks);
  if (node.has_input(kPastKey) != node.has_input(kPastValue))
    invalid("past_key and past_value go together");
  for (const size_t past : {kPastKey, kPastValue})
    if (node.has_input(past)) node.check_rank(past, 4);
  if (node.has_input(kPastLength)) unsupported("input 8 (past_sequence_length)");
  if (node.has_input(kIndirection)) unsupported("input 9 (cache_indirection)");
}

void infer(const Node& node, Inference& out) {
  check(node);
  const uint32_t dtype = node.dtype(kQuery);
  if (!shapes_ranked(node)) {
    for (size_t i = 0; i < node.output_count(); ++i)
      if (node.wants_output(i)) out.set_unranked(i, dtype);
    return;
  }
  const Extents e(node);
  check_past(node, e);
  const int64_t total = sum_of_extents(past_length(node), e.keys);
  if (node.has_input(kBias) && node.ranked(kBias)) {
    node.check_rank(kBias, 1);
    if (e.size >= 0 && e.value_size >= 0)
      unify_extents(node.shape(kBias)[0], e.heads * (2 * e.size + e.value_size));
  }
  const int64_t columns = e.value_size < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : e.heads * e.value_size;
  out.set(kY, dtype, Shape{e.batch, e.length, columns});
  if (node.wants_output(kPresentKey))
    out.set(kPresentKey, dtype, Shape{e.batch, e.heads, total, e.size});
  if (node.wants_output(kPresentValue))
    out.set(kPresentValue, dtype, Shape{e.batch, e.heads, total, e.value_size});
  if (node.wants_output(kScores)) out.set(kScores, dtype, Shape{e.batch, e.heads, e.length, total});
}

// [batch, length, heads, parts, size] as so many tensors with heads beside each other.
std::vector<Value> unpacked(Formula& f, Value packed, size_t parts) {
  std::vector<Value> values = f.split(packed, 3, std::vector<int64_t>(parts, 1));
  for (Value& value : values) value = f.reshape(value, {0, 0, -1});
  return values;
}

// Queries, keys and values as they are given.
std::vector<Value> given(const Node& node, Formula& f) {
  const Value query = node.input_id(kQuery);
  if (node.rank(kQuery) == 5) return unpacked(f, query, 3);
  std::vector<Value> values = {node.input_id(kKey), node.input_id(kValue)};
  if (node.rank(kKey) == 5) values = unpacked(f, values[0], 2);
  return {query, values[0], values[1]};
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(kQuery));
  const Extents e(node);
  std::vector<Value> values = given(node, f);
  if (node.has_input(kBias)) {
    const int64_t columns = e.heads * e.size;
    const auto biases =
        f.split(node.input_id(kBias), 0, {columns, columns, e.heads * e.value_size});
    // Keys and values that are apart were projected elsewhere.
    for (size_t i = 0; i < (e.keys_apart ? 1u : 3u); ++i) values[i] = f.add(values[i], biases[i]);
  }
  if (e.keys_apart) values[0] = heads_apart(f, values[0], e.heads);
  const int64_t past = past_length(node);
  const bool wants_scores = node.wants_output(kScores);
  Scoring scoring;
  scoring.heads = scoring.shared_heads = e.heads;
  scoring.scale = node.attr_float("scale", 0);
  scoring.past_key = node.input_id(kPastKey);
  scoring.past_value = node.input_id(kPastValue);
  add_masks(node, f, kMasks, {e.batch, e.length, past, past + e.keys}, wants_scores, scoring);
  const bool wants_present = node.wants_output(kPresentKey) || node.wants_output(kPresentValue);
  std::vector<Value> y = attend(b, values[0], values[1], values[2], scoring,
                                wants_scores    ? 4
                                : wants_present ? 3
                                                : 1);
  if (e.keys_apart) y[kY] = heads_together(f, y[kY]);
  return y;
}

}  // namespace

MORTISE_OPERATOR(MultiHeadAttention, 1) {
  op.summary("Attention over several heads, with biases before it, masks and a cache")
      .input("query")
      .optional_input("key")
      .optional_input("value")
      .optional_input("bias")
      .optional_input("key_padding_mask")
      .optional_input("attention_bias")
      .optional_input("past_key")
      .optional_input("past_value")
      .optional_input("past_sequence_length")
      .optional_input("cache_indirection")
      .output("output")
      .optional_output("present_key")
      .optional_output("present_value")
      .optional_output("qk")
      .attribute("mask_filter_value", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("unidirectional", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
