#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value count = b.scalar(node.dtype(0), static_cast<double>(node.input_count()));
  return {b.node("Div", {b.node("Sum", node.input_ids()), count})};
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
