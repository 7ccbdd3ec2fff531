#include "plugins/operators/contrib/quantized.hpp"

namespace mortise::contrib {
namespace {

constexpr size_t kScale = 0, kZero = 1, kFirst = 2;

void infer(const Node& node, Inference& out) {
  if (node.input_count() <= kFirst || (node.input_count() - kFirst) % 3 != 0)
    invalid("there are ", node.input_count(),
            " inputs; behind the output's scale and zero point come three for each tensor");
  const uint32_t dtype = node.dtype(kZero);
  node.check_dtype(kZero, kBytes);
  node.check_scalar(kScale, dtype_set(TypeList<float>{}));
  std::optional<Shape> shape;
  for (size_t i = kFirst; i < node.input_count(); i += 3) {
    check_quantized(node, {i, i + 1, i + 2});
    node.check_same_dtype(i, kZero);
    if (!node.ranked(i)) return out.set_unranked(0, dtype);
    const ShapeView now = node.shape(i);
    const auto axis = static_cast<size_t>(normalize_axis(node.attr_int("axis"), node.rank(i)));
    if (!shape) {
      shape = now.to_vector();
      continue;
    }
    node.check_rank(i, static_cast<int64_t>(shape->size()));
    for (size_t k = 0; k < now.size(); ++k) {
      int64_t& extent = (*shape)[k];
      if (k != axis) {
        extent = unify_extents(extent, now[k]);
      } else {
        extent = extent < 0 || now[k] < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : extent + now[k];
      }
    }
  }
  out.set(0, dtype, *shape);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, MORTISE_DTYPE_FLOAT32);
  std::vector<Value> parts;
  for (size_t i = kFirst; i < node.input_count(); i += 3)
    parts.push_back(dequantized(node, b, {i, i + 1, i + 2}));
  const Value y = f.concat(parts, node.attr_int("axis"));
  return {b.node("QuantizeLinear", {y, node.input_id(kScale), node.input_id(kZero)})};
}

}  // namespace

MORTISE_OPERATOR(QLinearConcat, 1) {
  op.summary("Quantised tensors one behind the other, quantised in common")
      .input("Y_scale")
      .input("Y_zero_point")
      .variadic_input("inputs")
      .output("Y")
      .required_attribute("axis", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
