#include "plugins/operators/contrib/integer_product.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kA, kB, kBScale, kBZero, kBias };

void infer(const Node& node, Inference& out) {
  node.check_dtype(kA, dtype_set(TypeList<float>{}));
  check_columns(node, kB, kBScale, kBZero);
  check_column_bias(node, kBias, kB);
  infer_product(node, out, kA, kB, MORTISE_DTYPE_FLOAT32);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, MORTISE_DTYPE_FLOAT32);
  const auto a = b.nodes("DynamicQuantizeLinear", {node.input_id(kA)}, 3);
  const Value y = scaled_product(b, a[0], a[2], node.input_id(kB), node.input_id(kBZero),
                                 f.multiply(a[1], node.input_id(kBScale)));
  return {f.add_optional(y, node.input_id(kBias))};
}

}  // namespace

MORTISE_OPERATOR(DynamicQuantizeMatMul, 1) {
  op.summary("The product of a matrix, which is quantised first, and a quantised one, as floats")
      .input("A")
      .input("B")
      .input("b_scale")
      .optional_input("b_zero_point")
      .optional_input("bias")
      .output("Y")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
