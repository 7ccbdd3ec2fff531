#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

void infer(const Node& node, Inference& out) {
  common_dtype(node, kFloats);
  infer_like_input(node, out, kFloats);
  node.check_rank(1, 1);
  if (!node.ranked(0) || !node.ranked(1)) return;
  if (node.rank(0) < 1) invalid("A has no axis that the bias goes along");
  unify_extents(node.shape(0).back(), node.shape(1)[0]);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  return {b.node("Gelu", {b.node("Add", {node.input_id(0), node.input_id(1)})})};
}

}  // namespace

MORTISE_OPERATOR(BiasGelu, 1) {
  op.summary("Gelu of the sum with a bias")
      .input("A")
      .input("B")
      .output("C")
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
