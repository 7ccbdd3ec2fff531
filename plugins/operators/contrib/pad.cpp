#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  if (node.has_input(2)) node.check_same_dtype(0, 2);
  const auto pads = node.constant_ints(1);
  if (!pads) out.need_value(1);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  Shape shape = node.shape(0).to_vector();
  const size_t rank = shape.size();
  if (pads && pads->size() != 2 * rank)
    invalid("pads has ", pads->size(), " elements; it must have ", 2 * rank);
  for (size_t i = 0; i < rank; ++i) {
    const int64_t added = pads ? (*pads)[i] + (*pads)[i + rank] : 0;
    if (!pads || (shape[i] < 0 && added != 0)) {
      shape[i] = MORTISE_DIM_UNKNOWN;
    } else if (shape[i] >= 0 && (shape[i] += added) < 0) {
      invalid("pads leave nothing of axis ", i, " of shape ", node.shape(0));
    }
  }
  out.set(0, node.dtype(0), shape);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(0));
  const Value value =
      node.has_input(2) ? b.node("Reshape", {node.input_id(2), b.ints({})}) : Value{MORTISE_NONE};
  return {b.node("Pad", {node.input_id(0), f.reshape(node.input_id(1), {-1}), value},
                 kept_attributes(node, {"mode"}))};
}

}  // namespace

MORTISE_OPERATOR(Pad, 1) {
  op.summary("A tensor with more around it")
      .input("data")
      .input("pads")
      .optional_input("value")
      .output("output")
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
