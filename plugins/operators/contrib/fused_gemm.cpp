#include "plugins/operators/contrib/activation.hpp"
#include "plugins/operators/contrib/matrix.hpp"

namespace mortise::contrib {
namespace {

Activation activation_of(const Node& node) {
  std::vector<double> parameters;
  for (const char* name : {"activation_alpha", "activation_beta", "activation_gamma"})
    if (node.has_attr(name)) parameters.push_back(node.attr_float(name));
  return {node.attr_string("activation", ""), std::move(parameters)};
}

Shape operand_shape(const Node& node, size_t input, std::string_view transposed) {
  Shape shape = node.shape(input).to_vector();
  if (node.attr_bool(transposed, false)) std::swap(shape[0], shape[1]);
  return shape;
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, kFloats);
  (void)activation_of(node);
  for (const size_t input : {0, 1}) node.check_rank(input, 2);
  if (!node.ranked(0) || !node.ranked(1))
    return out.set(0, dtype, Shape{MORTISE_DIM_UNKNOWN, MORTISE_DIM_UNKNOWN});
  const Shape shape =
      product_shape(operand_shape(node, 0, "transA"), operand_shape(node, 1, "transB"));
  if (node.has_input(2) && node.ranked(2)) {
    const Shape both = broadcast_shapes(shape, node.shape(2));
    if (both.size() != 2)
      invalid("C has shape ", node.shape(2), "; it must broadcast to ", ShapeView(shape));
    for (size_t i = 0; i < 2; ++i) unify_extents(both[i], shape[i]);
  }
  out.set(0, dtype, shape);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(0));
  const Value y = b.node("Gemm", node.input_ids(),
                         kept_attributes(node, {"alpha", "beta", "transA", "transB"}));
  return {activation_of(node).apply(f, y)};
}

}  // namespace

MORTISE_OPERATOR(FusedGemm, 1) {
  op.summary("An activation of alpha A B + beta C")
      .input("A")
      .input("B")
      .optional_input("C")
      .output("Y")
      .attribute("activation", MORTISE_ATTRIBUTE_STRING)
      .attribute("activation_alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("activation_beta", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("activation_gamma", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("beta", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("transA", MORTISE_ATTRIBUTE_INT)
      .attribute("transB", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
