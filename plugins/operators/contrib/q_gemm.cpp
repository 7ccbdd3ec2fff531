#include "plugins/operators/contrib/integer_product.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kA, kAScale, kAZero, kB, kBScale, kBZero, kC, kYScale, kYZero };

bool transposed(const Node& node, size_t input) {
  return node.attr_bool(input == kA ? "transA" : "transB", false);
}

Shape operand_shape(const Node& node, size_t input) {
  Shape shape = node.shape(input).to_vector();
  if (transposed(node, input)) std::swap(shape[0], shape[1]);
  return shape;
}

void infer(const Node& node, Inference& out) {
  check_quantized(node, {kA, kAScale, kAZero});
  node.check_dtype(kB, kBytes);
  node.check_dtype(kBScale, dtype_set(TypeList<float>{}));
  node.check_same_dtype(kB, kBZero);
  for (const size_t input : {kA, kB}) node.check_rank(input, 2);
  if (node.has_input(kC)) node.check_dtype(kC, dtype_set(TypeList<int32_t>{}));
  if (node.has_input(kYScale) != node.has_input(kYZero))
    invalid("y_scale and y_zero_point go together");
  if (node.has_input(kYZero)) {
    node.check_scalar(kYScale, dtype_set(TypeList<float>{}));
    node.check_scalar(kYZero, kBytes);
  }
  const uint32_t dtype =
      node.has_input(kYZero) ? node.dtype(kYZero) : uint32_t{MORTISE_DTYPE_FLOAT32};
  if (!node.ranked(kA) || !node.ranked(kB))
    return out.set(0, dtype, Shape{MORTISE_DIM_UNKNOWN, MORTISE_DIM_UNKNOWN});
  const Shape b = operand_shape(node, kB);
  for (const size_t input : {kBScale, kBZero}) {
    if (!node.ranked(input) || node.rank(input) == 0 || node.shape(input)[0] == 1) continue;
    node.check_rank(input, 1);
    unify_extents(node.shape(input)[0], b[1]);
  }
  out.set(0, dtype, product_shape(operand_shape(node, kA), b));
}

// C is in steps of the product's own scale.
std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, MORTISE_DTYPE_FLOAT32);
  const auto operand = [&](size_t input) {
    return transposed(node, input) ? f.transpose(node.input_id(input), {1, 0})
                                   : node.input_id(input);
  };
  const Value zero = b.node("Reshape", {node.input_id(kAZero), b.ints({})});
  Value sum = b.node("MatMulInteger", {operand(kA), operand(kB), zero, node.input_id(kBZero)});
  sum = f.add_optional(sum, node.input_id(kC));
  const Value scale = f.scaled(f.multiply(node.input_id(kAScale), node.input_id(kBScale)),
                               node.attr_float("alpha", 1));
  const Value y = f.multiply(f.cast(sum), scale);
  if (!node.has_input(kYScale)) return {y};
  return {b.node("QuantizeLinear", {y, node.input_id(kYScale), node.input_id(kYZero)})};
}

}  // namespace

MORTISE_OPERATOR(QGemm, 1) {
  op.summary("alpha A B + C of quantised matrices, as floats or quantised again")
      .input("A")
      .input("a_scale")
      .input("a_zero_point")
      .input("B")
      .input("b_scale")
      .input("b_zero_point")
      .optional_input("C")
      .optional_input("y_scale")
      .optional_input("y_zero_point")
      .output("Y")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("transA", MORTISE_ATTRIBUTE_INT)
      .attribute("transB", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
