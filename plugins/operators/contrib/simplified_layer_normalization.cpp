#include "plugins/operators/contrib/layer_norm.hpp"

namespace mortise::contrib {
namespace {

int64_t first_axis(const Node& node) {
  return normalize_axis(node.attr_int("axis", -1), node.rank(0));
}

void check_scale(const Node& node, ShapeView normalized) {
  const Shape both = broadcast_shapes(normalized, node.shape(1));
  if (both.size() != normalized.size())
    invalid("scale has shape ", node.shape(1), "; it must broadcast to ", normalized);
  for (size_t i = 0; i < both.size(); ++i) unify_extents(both[i], normalized[i]);
}

void infer(const Node& node, Inference& out) {
  common_dtype(node, kFloats);
  infer_like_input(node, out, kFloats);
  const uint32_t statistics = statistics_dtype(node.dtype(0));
  if (node.attr_int("stash_type", MORTISE_DTYPE_FLOAT32) != MORTISE_DTYPE_FLOAT32)
    unsupported("attribute stash_type is ", node.attr_int("stash_type"), "; supported is 1");
  if (!node.ranked(0)) {
    if (node.wants_output(1)) out.set_unranked(1, statistics);
    return;
  }
  Shape kept = node.shape(0).to_vector();
  const auto axis = static_cast<size_t>(first_axis(node));
  if (node.ranked(1)) check_scale(node, ShapeView(kept.data() + axis, kept.size() - axis));
  for (size_t i = axis; i < kept.size(); ++i) kept[i] = 1;
  if (node.wants_output(1)) out.set(1, statistics, kept);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const double epsilon = node.attr_float("epsilon", 1e-5);
  const int64_t axis = first_axis(node);
  const Value x = node.input_id(0);
  const Value y =
      b.node("RMSNormalization", {x, node.input_id(1)}, {{"axis", axis}, {"epsilon", epsilon}});
  if (!node.wants_output(1)) return {y};
  return {y, inverse_root_mean_square(b, x, node.dtype(0), axis, node.rank(0), epsilon)};
}

}  // namespace

// ONNX Runtime has it in the standard domain.
MORTISE_OPERATOR(SimplifiedLayerNormalization, 1) {
  op.summary("Root-mean-square normalisation over the last axes, then scale")
      .input("X")
      .input("scale")
      .output("Y")
      .optional_output("inv_std_var")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("stash_type", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
