#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kX, kPositions, kCosines, kSines };

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, kFloats);
  for (const size_t cache : {kCosines, kSines}) {
    node.check_same_dtype(kX, cache);
    node.check_rank(cache, 2);
  }
  node.check_dtype(kPositions, dtype_set(TypeList<int64_t>{}));
  if (node.attr_float("scale", 1) != 1) unsupported("attribute scale; it is 1 where it is absent");
  if (node.attr_bool("is_packed_batching", false)) unsupported("attribute is_packed_batching");
  if (node.ranked(kX) && node.rank(kX) != 3) node.check_rank(kX, 4);
  if (node.ranked(kPositions) && node.rank(kPositions) != 1) node.check_rank(kPositions, 2);
  const int64_t turned = node.attr_int("rotary_embedding_dim", 0);
  if (turned != 0 && node.attr_int("num_heads", 0) < 1)
    invalid("attribute rotary_embedding_dim needs num_heads, which says how large a head is");
}

// [batch, length]: what is given, or the positions from the one that is given on.
Value positions(const Node& node, Formula& f, int64_t batch, int64_t length) {
  const Value given = node.input_id(kPositions);
  if (node.rank(kPositions) == 2) return given;
  std::vector<int64_t> steps(static_cast<size_t>(length));
  for (size_t i = 0; i < steps.size(); ++i) steps[i] = static_cast<int64_t>(i);
  return f.b.node("Expand", {f.add(f.b.ints(steps), given), f.b.ints({batch, length})});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(kX));
  const ShapeView shape = node.shape(kX);
  const bool packed = shape.size() == 3;
  const int64_t length = packed ? shape[1] : shape[2];
  int64_t heads = node.attr_int("num_heads", 0);
  if (packed && heads == 0) {
    const int64_t size = 2 * node.shape(kCosines)[1];
    if (size == 0 || shape[2] % size != 0)
      invalid("input has ", shape[2], " columns, which heads of ", size, " do not divide");
    heads = shape[2] / size;
  }
  Attrs attributes = kept_attributes(node, {"interleaved", "rotary_embedding_dim"});
  if (packed) attributes.emplace_back("num_heads", heads);
  return {b.node("RotaryEmbedding",
                 {node.input_id(kX), node.input_id(kCosines), node.input_id(kSines),
                  positions(node, f, shape[0], length)},
                 attributes)};
}

}  // namespace

MORTISE_OPERATOR(RotaryEmbedding, 1) {
  op.summary("Turns pairs of elements by angles that depend on the position")
      .input("input")
      .input("position_ids")
      .input("cos_cache")
      .input("sin_cache")
      .output("output")
      .attribute("interleaved", MORTISE_ATTRIBUTE_INT)
      .attribute("is_packed_batching", MORTISE_ATTRIBUTE_INT)
      .attribute("num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("rotary_embedding_dim", MORTISE_ATTRIBUTE_INT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
