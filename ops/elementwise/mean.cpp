#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

std::vector<Value> decompose(const Node& node, Builder& b) {
  std::vector<Value> inputs;
  for (size_t i = 0; i < node.input_count(); ++i) inputs.push_back(node.input_id(i));
  const Value count = b.scalar(node.dtype(0), static_cast<double>(inputs.size()));
  return {b.node("Div", {b.node("Sum", inputs), count})};
}

}  // namespace

MORTISE_OPERATOR(Mean, 13) {
  op.summary("The mean of the inputs, element by element")
      .variadic_input("data_0")
      .output("mean")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE)
      .forward(&forward_single)
      .infer(&infer_binary<FloatTypes>)
      .decompose(&decompose)
      .piece(&elementwise_piece);
}

}  // namespace mortise::ops
