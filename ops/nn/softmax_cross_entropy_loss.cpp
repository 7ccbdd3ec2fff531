#include "ops/common/loss.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_loss(node, out);
  if (node.wants_output(1)) out.set_like(1, node.type(0), node.dtype(0));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value log_prob = b.node("LogSoftmax", {node.input_id(0)}, {{"axis", 1}});
  std::vector<Value> inputs = {log_prob, node.input_id(1)};
  if (node.has_input(2)) inputs.push_back(node.input_id(2));
  Attrs attrs = {{"reduction", node.attr_string("reduction", "mean")}};
  if (node.has_attr("ignore_index"))
    attrs.emplace_back("ignore_index", node.attr_int("ignore_index"));
  return {b.node("NegativeLogLikelihoodLoss", inputs, attrs), log_prob};
}

}  // namespace

MORTISE_OPERATOR(SoftmaxCrossEntropyLoss, 13) {
  op.summary("Minus the logarithm of the softmax at each target's class")
      .input("scores")
      .input("labels")
      .optional_input("weights")
      .output("output")
      .optional_output("log_prob")
      .attribute("ignore_index", MORTISE_ATTRIBUTE_INT)
      .attribute("reduction", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
