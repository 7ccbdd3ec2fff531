#include "plugins/operators/contrib/attention.hpp"
#include "plugins/operators/contrib/integer_product.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t {
  kX,
  kWeights,
  kBias,
  kXScale,
  kWeightScale,
  kMask,
  kXZero,
  kWeightZero,
  kPast,
  kNone
};
constexpr AttentionInputs kInputs = {kWeights, kBias, kPast, {kMask, kNone}};

void infer(const Node& node, Inference& out) {
  check_quantized(node, {kX, kXScale, kXZero});
  check_columns(node, kWeights, kWeightScale, kWeightZero);
  check_column_bias(node, kBias, kWeights);
  if (node.has_input(kPast)) node.check_same_dtype(kBias, kPast);
  infer_attention(node, out, kInputs, MORTISE_DTYPE_FLOAT32);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, MORTISE_DTYPE_FLOAT32);
  const Value zero = node.has_input(kXZero) ? b.node("Reshape", {node.input_id(kXZero), b.ints({})})
                                            : Value{MORTISE_NONE};
  const Value scale = f.multiply(node.input_id(kXScale), node.input_id(kWeightScale));
  const Value product = scaled_product(b, node.input_id(kX), zero, node.input_id(kWeights),
                                       node.input_id(kWeightZero), scale);
  const Value projected = f.add(product, node.input_id(kBias));
  return attend_projected(node, b, kInputs, projected, MORTISE_DTYPE_FLOAT32);
}

}  // namespace

MORTISE_OPERATOR(QAttention, 1) {
  op.summary("Self-attention with a projection of quantised tensors before it")
      .input("input")
      .input("weight")
      .input("bias")
      .input("input_scale")
      .input("weight_scale")
      .optional_input("mask_index")
      .optional_input("input_zero_point")
      .optional_input("weight_zero_point")
      .optional_input("past")
      .output("output")
      .optional_output("present")
      .attribute("do_rotary", MORTISE_ATTRIBUTE_INT)
      .attribute("mask_filter_value", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("past_present_share_buffer", MORTISE_ATTRIBUTE_INT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("unidirectional", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
