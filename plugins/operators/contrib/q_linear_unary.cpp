#include "plugins/operators/contrib/quantized.hpp"

namespace mortise::contrib {
namespace {

constexpr Quantized kX = {0, 1, 2};
constexpr size_t kScale = 3, kZero = 4;

void infer(const Node& node, Inference& out) {
  check_quantized(node, kX);
  check_output_scale(node, kScale, kZero);
  out.set_like(0, node.type(0), node.dtype(0));
}

// The operator's own name behind "QLinear" is that of the standard one.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const std::string_view name = node.op().substr(std::string_view("QLinear").size());
  const Value y = b.node(name, {dequantized(node, b, kX)}, kept_attributes(node, {"alpha"}));
  return {quantized(node, b, y, kScale, kZero)};
}

Operator& define(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("X")
      .input("X_scale")
      .optional_input("X_zero_point")
      .input("Y_scale")
      .optional_input("Y_zero_point")
      .output("Y")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace

MORTISE_OPERATOR(QLinearSigmoid, 1) { define(op, "Sigmoid of a quantised tensor"); }

MORTISE_OPERATOR(QLinearLeakyRelu, 1) {
  define(op, "LeakyRelu of a quantised tensor").attribute("alpha", MORTISE_ATTRIBUTE_FLOAT);
}

}  // namespace mortise::contrib
