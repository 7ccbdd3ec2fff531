#include "plugins/operators/contrib/quantized.hpp"

namespace mortise::contrib {
namespace {

constexpr Quantized kX = {0, 1, 2};
constexpr size_t kScale = 3, kZero = 4;

void infer(const Node& node, Inference& out) {
  check_quantized(node, kX);
  check_output_scale(node, kScale, kZero);
  if (node.ranked(0)) normalize_axis(node.attr_int("axis", -1), node.rank(0));
  out.set_like(0, node.type(0), node.dtype(0));
}

// Before opset 13 Softmax went over all axes from `axis` on.
std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, MORTISE_DTYPE_FLOAT32);
  const int64_t axis = normalize_axis(node.attr_int("axis", -1), node.rank(0));
  Value x = dequantized(node, b, kX);
  const bool is_flat = node.attr_int("opset") < 13;
  if (is_flat) x = b.node("Flatten", {x}, {{"axis", axis}});
  Value y = b.node("Softmax", {x}, {{"axis", is_flat ? 1 : axis}});
  if (is_flat) y = f.reshape(y, node.shape(0).to_vector());
  return {quantized(node, b, y, kScale, kZero)};
}

}  // namespace

MORTISE_OPERATOR(QLinearSoftmax, 1) {
  op.summary("Softmax of a quantised tensor")
      .input("X")
      .input("X_scale")
      .optional_input("x_zero_point")
      .input("y_scale")
      .input("y_zero_point")
      .output("Y")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .required_attribute("opset", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
