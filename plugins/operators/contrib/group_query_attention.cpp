#include <limits>

#include "plugins/operators/contrib/scores.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t {
  kQuery,
  kKey,
  kValue,
  kPastKey,
  kPastValue,
  kLast,   // of each item the index of its last key
  kTotal,  // keys of the longest item
  kCosines,
  kSines,
  kPositions,
  kScoreBias,
  kSink,
  kKeyScale,
  kValueScale,
  kQueryNorm,
  kKeyNorm
};
enum Output : size_t { kY, kPresentKey, kPresentValue, kScores };

struct Extents {
  explicit Extents(const Node& node)
      : heads(node.attr_int("num_heads")), shared(node.attr_int("kv_num_heads")) {
    if (heads < 1 || shared < 1 || heads % shared != 0)
      invalid("attributes num_heads and kv_num_heads are ", heads, " and ", shared,
              "; the first must be a multiple of the second");
    const ShapeView q = node.shape(kQuery);
    batch = q[0], length = q[1];
    // Without keys, queries, keys and values lie together.
    const int64_t all = node.has_input(kKey) ? heads : heads + 2 * shared;
    if (q[2] >= 0 && q[2] % all != 0)
      invalid("query has ", q[2], " columns, which ", all, " heads do not divide");
    size = q[2] < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : q[2] / all;
    past = node.has_input(kPastKey) ? node.shape(kPastKey)[2] : 0;
    if (const auto given = node.constant_ints(kTotal)) {
      const int64_t wanted = given->empty() ? 0 : given->front();
      if (length >= 0 && wanted < length)
        invalid("total_sequence_length is ", wanted, ", but there are ", length, " queries");
      total = past < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : std::max(past, wanted);
    }
  }

  int64_t heads, shared, batch, length, size, past;
  int64_t total = MORTISE_DIM_UNKNOWN;  // of the caches that come out
};

void check_features(const Node& node) {
  for (const size_t input : {kKeyScale, kValueScale})
    if (node.has_input(input)) unsupported("a quantised cache: input ", input);
  if (node.attr_int("kv_cache_bit_width", 0) != 0)
    unsupported("a quantised cache: attribute kv_cache_bit_width");
  for (const char* kind : {"k_quant_type", "v_quant_type"})
    if (node.attr_string(kind, "NONE") != "NONE")
      unsupported("a quantised cache: attribute ", kind);
  for (const char* flag : {"sliding_window_cache", "qk_output"})
    if (node.attr_bool(flag, false)) unsupported("attribute ", flag);
  if (node.wants_output(kScores)) unsupported("output 3 (output_qk)");
  if (node.attr_bool("do_rotary", false) && !(node.has_input(kCosines) && node.has_input(kSines)))
    invalid("do_rotary needs cos_cache and sin_cache");
  for (const auto& [one, other] :
       {std::pair(kKey, kValue), std::pair(kPastKey, kPastValue), std::pair(kQueryNorm, kKeyNorm)})
    if (node.has_input(one) != node.has_input(other))
      invalid("inputs ", size_t{one}, " and ", size_t{other}, " go together");
}

void check_types(const Node& node) {
  node.check_dtype(kQuery, kFloats);
  for (const size_t input : {kKey, kValue, kPastKey, kPastValue, kCosines, kSines, kScoreBias,
                             kSink, kQueryNorm, kKeyNorm})
    if (node.has_input(input)) node.check_same_dtype(kQuery, input);
  for (const size_t input : {kLast, kTotal})
    node.check_dtype(input, dtype_set(TypeList<int32_t>{}));
  for (const size_t input : {kQuery, kKey, kValue})
    if (node.has_input(input)) node.check_rank(input, 3);
  for (const size_t input : {kPastKey, kPastValue})
    if (node.has_input(input)) node.check_rank(input, 4);
}

void infer(const Node& node, Inference& out) {
  check_features(node);
  check_types(node);
  const uint32_t dtype = node.dtype(kQuery);
  if (!node.ranked(kQuery) || (node.has_input(kPastKey) && !node.ranked(kPastKey))) {
    for (size_t i = 0; i < node.output_count(); ++i)
      if (node.wants_output(i)) out.set_unranked(i, dtype);
    return;
  }
  if (node.constant(kTotal) == nullptr) out.need_value(kTotal);
  const Extents e(node);
  for (const size_t past : {kPastKey, kPastValue}) {
    if (!node.has_input(past) || !node.ranked(past)) continue;
    const Shape wanted = {e.batch, e.shared, e.past, e.size};
    for (size_t i = 0; i < wanted.size(); ++i) unify_extents(node.shape(past)[i], wanted[i]);
  }
  for (const size_t input : {kKey, kValue}) {
    if (!node.has_input(input) || !node.ranked(input)) continue;
    unify_extents(node.shape(input)[0], e.batch);
    unify_extents(node.shape(input)[1], e.length);
    if (e.size >= 0) unify_extents(node.shape(input)[2], e.shared * e.size);
  }
  out.set(kY, dtype,
          Shape{e.batch, e.length, e.size < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : e.heads * e.size});
  for (const size_t present : {kPresentKey, kPresentValue})
    if (node.wants_output(present))
      out.set(present, dtype, Shape{e.batch, e.shared, e.total, e.size});
}

class Decomposition {
 public:
  Decomposition(const Node& node, Builder& builder)
      : node_(node), f_(builder, node.dtype(kQuery)), b_(builder), e_(node) {
    if (e_.total < 0) unsupported("input 6 (total_sequence_length) must be known");
    const Value last =
        b_.node("Cast", {node.input_id(kLast)}, {{"to", uint32_t{MORTISE_DTYPE_INT64}}});
    ends_ = f_.add(f_.reshape(last, {e_.batch}), b_.ints({1}));
    // Items that a prompt pads on the right have fewer keys than queries, and none before.
    starts_ = b_.node("Max", {f_.subtract(ends_, b_.ints({e_.length})), b_.ints({0})});
    positions_ = f_.add(f_.unsqueeze(starts_, {1}), b_.ints(counted(e_.length)));
  }

  std::vector<Value> run() {
    std::vector<Value> now = {node_.input_id(kQuery), node_.input_id(kKey), node_.input_id(kValue)};
    if (!node_.has_input(kKey))
      now = f_.split(now[0], 2, {e_.heads * e_.size, e_.shared * e_.size, e_.shared * e_.size});
    const Value query = turned(normalised(now[0], e_.heads, kQueryNorm), e_.heads);
    const Value key = turned(normalised(now[1], e_.shared, kKeyNorm), e_.shared);
    const Value keys = cached(heads_apart(f_, key, e_.shared), kPastKey);
    const Value values = cached(heads_apart(f_, now[2], e_.shared), kPastValue);
    Scoring scoring;
    scoring.heads = e_.heads;
    scoring.shared_heads = e_.shared;
    scoring.scale = node_.attr_float("scale", 0);
    scoring.softcap = node_.attr_float("softcap", 0);
    scoring.bias = bias();
    const Value apart = heads_apart(f_, query, e_.heads);
    const Value y = smooth()
                        ? attend(b_, apart, with_nothing(keys), with_nothing(values), scoring)[0]
                        : attend(b_, apart, keys, values, scoring)[0];
    return {heads_together(f_, y), keys, values};
  }

 private:
  // Each head divided by its root mean square, where there are weights for it.
  Value normalised(Value x, int64_t heads, size_t weights) {
    if (!node_.has_input(weights)) return x;
    const Value y =
        b_.node("RMSNormalization", {f_.reshape(x, {0, 0, heads, -1}), node_.input_id(weights)},
                {{"axis", -1}, {"epsilon", node_.attr_float("qk_norm_epsilon", 1e-6)}});
    return f_.reshape(y, {0, 0, -1});
  }

  Value turned(Value x, int64_t heads) {
    if (!node_.attr_bool("do_rotary", false)) return x;
    const Value positions = node_.has_input(kPositions) ? node_.input_id(kPositions) : positions_;
    return b_.node("RotaryEmbedding",
                   {x, node_.input_id(kCosines), node_.input_id(kSines), positions},
                   {{"num_heads", heads},
                    {"interleaved", node_.attr_int("rotary_interleaved", 0)},
                    {"rotary_embedding_dim", 2 * node_.shape(kCosines)[1]}});
  }

  Value zeros(const std::vector<int64_t>& shape) {
    return b_.node("Expand", {f_.number(0), b_.ints(shape)});
  }

  // What was before with what is new behind each item's own end.
  Value cached(Value now, size_t past) {
    if (e_.past == 0 && e_.total == e_.length) return now;
    std::vector<Value> room;
    if (e_.past > 0) room.push_back(node_.input_id(past));
    if (e_.total > e_.past)
      room.push_back(zeros({e_.batch, e_.shared, e_.total - e_.past, e_.size}));
    const Value cache = room.size() == 1 ? room[0] : f_.concat(room, 2);
    return b_.node("TensorScatter", {cache, now, starts_}, {{"axis", 2}});
  }

  // Bools, [batch, 1, length, total]: the keys up to a query, as far back as the window reaches.
  Value seen() {
    const Value columns = b_.ints(counted(e_.total));
    const Value rows = f_.unsqueeze(positions_, {1, 3});
    if (!node_.attr_bool("causal", true)) {
      const Value ends = f_.unsqueeze(ends_, {1, 2, 3});
      return b_.node("Expand", {b_.node("Less", {columns, ends}),
                                b_.ints({e_.batch, 1, e_.length, e_.total})});
    }
    const Value before = b_.node("LessOrEqual", {columns, rows});
    const int64_t window = node_.attr_int("local_window_size", -1);
    if (window < 0) return before;
    const Value near = b_.node("Greater", {columns, f_.subtract(rows, b_.ints({window}))});
    return b_.node("And", {before, near});
  }

  Value bias() {
    const Value visible = seen();
    if (!node_.has_input(kScoreBias) && !smooth()) return visible;
    Value added = f_.number(0);
    if (node_.has_input(kScoreBias)) {
      added = node_.input_id(kScoreBias);
      const int64_t missing = e_.total - node_.shape(kScoreBias).back();
      if (missing > 0) added = b_.node("Pad", {added, b_.ints({0, 0, 0, 0, 0, 0, 0, missing})});
    }
    const double hidden = -std::numeric_limits<double>::infinity();
    const Value all = b_.node("Where", {visible, added, f_.number(hidden)});
    return smooth() ? with_sink(all) : all;
  }

  // A score of zero, or the head's own, takes part in the softmax: one more key of zeros, whose value is zero.
  bool smooth() const {
    return node_.has_input(kSink) || node_.attr_int("smooth_softmax", -1) == 1;
  }
  Value with_nothing(Value cache) {
    return f_.concat({cache, zeros({e_.batch, e_.shared, 1, e_.size})}, 2);
  }
  Value with_sink(Value all) {
    const auto expanded = [&](Value value, int64_t columns) {
      return b_.node("Expand", {value, b_.ints({e_.batch, e_.heads, e_.length, columns})});
    };
    const Value sink = node_.has_input(kSink)
                           ? f_.reshape(node_.input_id(kSink), {1, e_.heads, 1, 1})
                           : f_.number(0);
    return f_.concat({expanded(all, e_.total), expanded(sink, 1)}, 3);
  }

  const Node& node_;
  Formula f_;
  Builder& b_;
  Extents e_;
  Value ends_, starts_, positions_;
};

std::vector<Value> decompose(const Node& node, Builder& b) { return Decomposition(node, b).run(); }

}  // namespace

MORTISE_OPERATOR(GroupQueryAttention, 1) {
  op.summary("Causal attention with shared heads, rotary embedding and a cache")
      .input("query")
      .optional_input("key")
      .optional_input("value")
      .optional_input("past_key")
      .optional_input("past_value")
      .input("seqlens_k")
      .input("total_sequence_length")
      .optional_input("cos_cache")
      .optional_input("sin_cache")
      .optional_input("position_ids")
      .optional_input("attention_bias")
      .optional_input("head_sink")
      .optional_input("k_scale")
      .optional_input("v_scale")
      .optional_input("q_norm_weight")
      .optional_input("k_norm_weight")
      .output("output")
      .optional_output("present_key")
      .optional_output("present_value")
      .optional_output("output_qk")
      .attribute("causal", MORTISE_ATTRIBUTE_INT)
      .attribute("do_rotary", MORTISE_ATTRIBUTE_INT)
      .attribute("k_quant_type", MORTISE_ATTRIBUTE_STRING)
      .attribute("kv_cache_bit_width", MORTISE_ATTRIBUTE_INT)
      .required_attribute("kv_num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("local_window_size", MORTISE_ATTRIBUTE_INT)
      .required_attribute("num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("qk_norm_epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("qk_output", MORTISE_ATTRIBUTE_INT)
      .attribute("rotary_interleaved", MORTISE_ATTRIBUTE_INT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("sliding_window_cache", MORTISE_ATTRIBUTE_INT)
      .attribute("smooth_softmax", MORTISE_ATTRIBUTE_INT)
      .attribute("softcap", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("v_quant_type", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
