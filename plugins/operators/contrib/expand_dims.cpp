#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

// Where the new axis lies in the output.
int64_t new_axis(const Node& node, const std::vector<int64_t>& given) {
  if (given.size() != 1) invalid("axis has ", given.size(), " elements; it must have one");
  return normalize_axis(given[0], node.rank(0) + 1);
}

void infer(const Node& node, Inference& out) {
  node.check_scalar(1, dtype_set(TypeList<int32_t>{}));
  const auto given = node.constant_ints(1);
  if (!given) out.need_value(1);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  Shape shape = node.shape(0).to_vector();
  if (given) {
    shape.insert(shape.begin() + new_axis(node, *given), 1);
  } else {
    shape.assign(shape.size() + 1, MORTISE_DIM_UNKNOWN);
  }
  out.set(0, node.dtype(0), shape);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const auto given = node.constant_ints(1);
  if (!given) unsupported("input 1 (axis) must be known");
  return {b.node("Unsqueeze", {node.input_id(0), b.ints({new_axis(node, *given)})})};
}

}  // namespace

MORTISE_OPERATOR(ExpandDims, 1) {
  op.summary("An axis of extent 1 more")
      .input("X")
      .input("axis")
      .output("Y")
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
