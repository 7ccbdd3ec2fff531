#include "plugins/operators/contrib/quantized.hpp"

namespace mortise::contrib {
namespace {

constexpr Quantized kA = {0, 1, 2}, kB = {3, 4, 5};
constexpr size_t kScale = 6, kZero = 7;

void infer(const Node& node, Inference& out) {
  for (const Quantized& operand : {kA, kB}) check_quantized(node, operand);
  node.check_same_dtype(kA.tensor, kB.tensor);
  check_output_scale(node, kScale, kZero);
  const uint32_t dtype = node.dtype(kA.tensor);
  if (!node.ranked(kA.tensor) || !node.ranked(kB.tensor)) return out.set_unranked(0, dtype);
  out.set(0, dtype, broadcast_shapes(node.shape(kA.tensor), node.shape(kB.tensor)));
}

// The operator's own name behind "QLinear" is that of the standard one.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const std::string_view name = node.op().substr(std::string_view("QLinear").size());
  const Value y = b.node(name, {dequantized(node, b, kA), dequantized(node, b, kB)});
  return {quantized(node, b, y, kScale, kZero)};
}

void define(Operator& op, std::string_view summary) {
  op.summary(summary)
      .input("A")
      .input("A_scale")
      .optional_input("A_zero_point")
      .input("B")
      .input("B_scale")
      .optional_input("B_zero_point")
      .input("C_scale")
      .optional_input("C_zero_point")
      .output("C")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace

MORTISE_OPERATOR(QLinearAdd, 1) { define(op, "The sum of quantised tensors, quantised again"); }

MORTISE_OPERATOR(QLinearMul, 1) { define(op, "The product of quantised tensors, quantised again"); }

}  // namespace mortise::contrib
