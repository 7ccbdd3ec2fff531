#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

void infer(const Node& node, Inference& out) { infer_like_input(node, out, kFloats); }

std::vector<Value> decompose(const Node& node, Builder& b) {
  return {b.node("Gelu", {node.input_id(0)})};
}

}  // namespace

MORTISE_OPERATOR(Gelu, 1) {
  op.summary("x times the normal distribution's share below x")
      .input("X")
      .output("Y")
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
