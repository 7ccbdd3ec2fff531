#include "ops/ml/features.hpp"

namespace mortise::ops {
namespace {

std::string_view norm_of(const Node& node) {
  const std::string_view norm = node.attr_string("norm", "MAX");
  if (norm != "MAX" && norm != "L1" && norm != "L2")
    invalid("attribute norm is ", norm, "; it must be MAX, L1 or L2");
  return norm;
}

void infer(const Node& node, Inference& out) {
  check_features(node);
  (void)norm_of(node);
  out.set_like(0, node.type(0), MORTISE_DTYPE_FLOAT32);
}

// Rows of norm 0 stay as they are.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value x = to_float32(b, node.input_id(0));
  const std::string_view norm = norm_of(node);
  const char* reduction = norm == "MAX" ? "ReduceMax" : norm == "L1" ? "ReduceL1" : "ReduceL2";
  const Value size = b.node(reduction, {x, b.ints({1})});
  const Value is_zero = b.node("Equal", {size, b.scalar(MORTISE_DTYPE_FLOAT32, 0)});
  const Value divisor = b.node("Where", {is_zero, b.scalar(MORTISE_DTYPE_FLOAT32, 1), size});
  return {b.node("Div", {x, divisor})};
}

}  // namespace

MORTISE_OPERATOR(Normalizer, 1) {
  op.summary("Rows divided by their largest element or by a norm")
      .input("X")
      .output("Y")
      .attribute("norm", MORTISE_ATTRIBUTE_STRING)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
