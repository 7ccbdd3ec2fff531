#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(PlainTypes{}));
  if (node.ranked(0) && node.rank(0) < 2)
    invalid("X has shape ", node.shape(0), "; its rank must be 2 or more");
  if (node.has_input(1)) node.check_scalar(1, dtype_set(TypeList<int64_t>{}));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  return {b.node("Trilu", node.input_ids(), kept_attributes(node, {"upper"}))};
}

}  // namespace

MORTISE_OPERATOR(Trilu, 1) {
  op.summary("The upper or lower triangle of each matrix; zeros elsewhere")
      .input("X")
      .optional_input("k")
      .output("Y")
      .attribute("upper", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
