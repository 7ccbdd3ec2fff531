#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

enum Input : size_t { kQuery, kKey, kValue };

/// What scores and probabilities are computed in.
uint32_t softmax_dtype(const Node& node) {
  const bool is_double = node.dtype(kQuery) == MORTISE_DTYPE_FLOAT64;
  const int64_t dtype =
      node.attr_int("softmax_precision", is_double ? MORTISE_DTYPE_FLOAT64 : MORTISE_DTYPE_FLOAT32);
  const auto known = static_cast<uint32_t>(dtype);
  if (dtype < 0 || dtype > UINT32_MAX || !dtype_set(FloatTypes{}).contains(known))
    invalid("attribute softmax_precision is ", dtype_name(known), "; it must be one of ",
            dtype_set(FloatTypes{}).to_string());
  return known;
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(FloatTypes{}));
  (void)softmax_dtype(node);
  for (const size_t input : {kQuery, kKey, kValue}) node.check_rank(input, 4);
  if (!node.ranked(kQuery) || !node.ranked(kKey) || !node.ranked(kValue))
    return out.set_unranked(0, dtype);
  const ShapeView query = node.shape(kQuery), key = node.shape(kKey), value = node.shape(kValue);
  const int64_t batch = unify_extents(unify_extents(query[0], key[0]), value[0]);
  const int64_t shared = unify_extents(key[1], value[1]);
  unify_extents(key[2], value[2]);
  unify_extents(query[3], key[3]);
  if (query[1] >= 0 && shared >= 0 && (shared == 0 || query[1] % shared != 0))
    invalid(query[1], " query heads cannot share ", shared, " key heads evenly");
  out.set(0, dtype, {batch, query[1], query[2], value[3]});
}

Value cast(Builder& b, Value value, uint32_t from, uint32_t to) {
  return from == to ? value : b.node("Cast", {value}, {{"to", to}});
}

// What the node's graph of that name, if it has one, makes of a value.
Value modified(const Node& node, Builder& b, const char* attribute, Value value) {
  if (!node.has_attr(attribute)) return value;
  const mortise_graph_t* body =
      node.attributes().get(attribute, MORTISE_ATTRIBUTE_GRAPH).graph_value;
  return b.inlined(body, {value}, 1, attribute)[0];
}

// Query heads that share keys lie side by side: they are rows of one product.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const ShapeView query = node.shape(kQuery), key = node.shape(kKey), value = node.shape(kValue);
  const uint32_t dtype = node.dtype(kQuery), precise = softmax_dtype(node);
  const double scale = node.attr_float("scale", 1 / std::sqrt(static_cast<double>(query[3])));
  const Value root = b.scalar(dtype, std::sqrt(scale));
  const int64_t rows = query[1] / key[1] * query[2];
  const bool is_shared = query[1] != key[1];
  const auto reshape = [&](Value x, const std::vector<int64_t>& shape) {
    return is_shared ? b.node("Reshape", {x, b.ints(shape)}, {{"allowzero", 1}}) : x;
  };

  const Value q =
      reshape(b.node("Mul", {node.input_id(kQuery), root}), {query[0], key[1], rows, query[3]});
  const Value k = b.node("Transpose", {b.node("Mul", {node.input_id(kKey), root})},
                         {{"perm", std::vector<int64_t>{0, 1, 3, 2}}});
  Value scores = cast(b, b.node("MatMul", {q, k}), dtype, precise);
  scores = reshape(scores, {query[0], query[1], query[2], key[2]});
  scores = modified(node, b, "score_mod", scores);
  Value weights = b.node("Softmax", {scores}, {{"axis", 3}});
  weights = modified(node, b, "prob_mod", weights);
  weights = reshape(weights, {query[0], key[1], rows, key[2]});
  // In the wider of the two types, as the standard's own function has it.
  const Value y = b.node("MatMul", {weights, cast(b, node.input_id(kValue), dtype, precise)});
  return {cast(b, reshape(y, {query[0], query[1], query[2], value[3]}), precise, dtype)};
}

}  // namespace

MORTISE_OPERATOR(FlexAttention, 1) {
  op.summary("Attention whose scores and probabilities graphs may modify")
      .input("Q")
      .input("K")
      .input("V")
      .output("Y")
      .attribute("prob_mod", MORTISE_ATTRIBUTE_GRAPH)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("score_mod", MORTISE_ATTRIBUTE_GRAPH)
      .attribute("softmax_precision", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
