#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<float>{}));
  out.set_like(0, node.type(0), MORTISE_DTYPE_UINT8);
  out.set(1, MORTISE_DTYPE_FLOAT32, Shape{});
  out.set(2, MORTISE_DTYPE_UINT8, Shape{});
}

// The range of x, widened to have 0, is spread over 0 to 255.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value x = node.input_id(0);
  const auto number = [&](double value) { return b.scalar(MORTISE_DTYPE_FLOAT32, value); };
  const Attrs to_scalar = {{"keepdims", 0}};
  const Value low = b.node("Min", {b.node("ReduceMin", {x}, to_scalar), number(0)});
  const Value high = b.node("Max", {b.node("ReduceMax", {x}, to_scalar), number(0)});
  const Value range = b.node("Sub", {high, low});
  const Value is_flat = b.node("Equal", {range, number(0)});
  const Value scale = b.node("Where", {is_flat, number(1), b.node("Div", {range, number(255)})});
  const Value start = b.node("Div", {b.node("Neg", {low}), scale});
  const Value zero = b.node("Round", {b.node("Clip", {start, number(0), number(255)})});
  const Value zero_point = b.node("Cast", {zero}, {{"to", uint32_t{MORTISE_DTYPE_UINT8}}});
  return {b.node("QuantizeLinear", {x, scale, zero_point}), scale, zero_point};
}

}  // namespace

MORTISE_OPERATOR(DynamicQuantizeLinear, 11) {
  op.summary("Numbers as uint8, with the scale and zero point that their range asks for")
      .input("x")
      .output("y")
      .output("y_scale")
      .output("y_zero_point")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
