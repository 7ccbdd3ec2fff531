#include "plugins/operators/contrib/quantized.hpp"

namespace mortise::contrib {
namespace {

constexpr size_t kCondition = 0, kScale = 7, kZero = 8;
constexpr Quantized kX = {1, 2, 3}, kY = {4, 5, 6};

void infer(const Node& node, Inference& out) {
  node.check_dtype(kCondition, dtype_set(TypeList<bool8>{}));
  for (const Quantized& operand : {kX, kY}) check_quantized(node, operand);
  check_quantized(node, {kX.tensor, kScale, kZero});
  node.check_same_dtype(kX.tensor, kY.tensor);
  const uint32_t dtype = node.dtype(kX.tensor);
  for (const size_t input : {kCondition, kX.tensor, kY.tensor})
    if (!node.ranked(input)) return out.set_unranked(0, dtype);
  out.set(0, dtype,
          broadcast_shapes(broadcast_shapes(node.shape(kX.tensor), node.shape(kY.tensor)),
                           node.shape(kCondition)));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value z = b.node(
      "Where", {node.input_id(kCondition), dequantized(node, b, kX), dequantized(node, b, kY)});
  return {b.node("QuantizeLinear", {z, node.input_id(kScale), node.input_id(kZero)})};
}

}  // namespace

MORTISE_OPERATOR(QLinearWhere, 1) {
  op.summary("Elements of one quantised tensor or another, quantised in common")
      .input("condition")
      .input("X")
      .input("x_scale")
      .input("x_zero_point")
      .input("Y")
      .input("y_scale")
      .input("y_zero_point")
      .input("z_scale")
      .input("z_zero_point")
      .output("Z")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
