#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

void infer(const Node& node, Inference& out) {
  common_dtype(node, kFloats);
  infer_like_input(node, out, kFloats);
  if (!node.has_input(1) || !node.ranked(0) || !node.ranked(1)) return;
  node.check_rank(1, 1);
  if (node.rank(0) < 1) invalid("X has no axis that the bias goes along");
  unify_extents(node.shape(0).back(), node.shape(1)[0]);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(0));
  const Value x = f.add_optional(node.input_id(0), node.input_id(1));
  return {b.node("Gelu", {x}, {{"approximate", "tanh"}})};
}

}  // namespace

MORTISE_OPERATOR(FastGelu, 1) {
  op.summary("The approximation of Gelu by tanh, behind a bias")
      .input("X")
      .optional_input("bias")
      .output("Y")
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
