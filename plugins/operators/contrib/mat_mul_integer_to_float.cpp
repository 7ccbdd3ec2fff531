#include "plugins/operators/contrib/integer_product.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kA, kB, kAScale, kBScale, kAZero, kBZero, kBias };

void infer(const Node& node, Inference& out) {
  check_quantized(node, {kA, kAScale, kAZero});
  check_columns(node, kB, kBScale, kBZero);
  check_column_bias(node, kBias, kB);
  infer_product(node, out, kA, kB, MORTISE_DTYPE_FLOAT32);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, MORTISE_DTYPE_FLOAT32);
  const Value scale = f.multiply(node.input_id(kAScale), node.input_id(kBScale));
  const Value zero = node.has_input(kAZero) ? b.node("Reshape", {node.input_id(kAZero), b.ints({})})
                                            : Value{MORTISE_NONE};
  const Value y =
      scaled_product(b, node.input_id(kA), zero, node.input_id(kB), node.input_id(kBZero), scale);
  return {f.add_optional(y, node.input_id(kBias))};
}

}  // namespace

MORTISE_OPERATOR(MatMulIntegerToFloat, 1) {
  op.summary("The product of quantised matrices, as floats, and a bias")
      .input("A")
      .input("B")
      .input("a_scale")
      .input("b_scale")
      .optional_input("a_zero_point")
      .optional_input("b_zero_point")
      .optional_input("bias")
      .output("Y")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
