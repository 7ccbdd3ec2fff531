#include "plugins/operators/contrib/attention.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kX, kWeights, kBias, kMask, kPast, kScoreBias, kPastLength };
constexpr AttentionInputs kInputs = {kWeights, kBias, kPast, {kMask, kScoreBias}};

void infer(const Node& node, Inference& out) {
  node.check_dtype(kX, kFloats);
  for (const size_t input : {kWeights, kBias, kPast, kScoreBias})
    if (node.has_input(input)) node.check_same_dtype(kX, input);
  if (node.has_input(kPastLength)) unsupported("input 6 (past_sequence_length)");
  infer_attention(node, out, kInputs, node.dtype(kX));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(kX));
  const Value projected =
      f.add_optional(f.product(node.input_id(kX), node.input_id(kWeights)), node.input_id(kBias));
  return attend_projected(node, b, kInputs, projected, node.dtype(kX));
}

}  // namespace

MORTISE_OPERATOR(Attention, 1) {
  op.summary("Self-attention with the projection before it")
      .input("input")
      .input("weights")
      .optional_input("bias")
      .optional_input("mask_index")
      .optional_input("past")
      .optional_input("attention_bias")
      .optional_input("past_sequence_length")
      .output("output")
      .optional_output("present")
      .attribute("do_rotary", MORTISE_ATTRIBUTE_INT)
      .attribute("mask_filter_value", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("num_heads", MORTISE_ATTRIBUTE_INT)
      .attribute("past_present_share_buffer", MORTISE_ATTRIBUTE_INT)
      .attribute("qkv_hidden_sizes", MORTISE_ATTRIBUTE_INTS)
      .attribute("rotary_embedding_dim", MORTISE_ATTRIBUTE_INT)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("unidirectional", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
