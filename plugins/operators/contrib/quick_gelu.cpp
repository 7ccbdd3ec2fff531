#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

void infer(const Node& node, Inference& out) { infer_like_input(node, out, kFloats); }

// Hendrycks and Gimpel: Gaussian Error Linear Units (2016), section 2: x sigmoid(1.702 x).
std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(0));
  const Value x = node.input_id(0);
  return {f.multiply(x, b.node("Sigmoid", {f.scaled(x, node.attr_float("alpha", 1.702))}))};
}

}  // namespace

MORTISE_OPERATOR(QuickGelu, 1) {
  op.summary("x sigmoid(alpha x)")
      .input("X")
      .output("Y")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
