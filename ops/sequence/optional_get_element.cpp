#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  if (node.type(0).kind == MORTISE_VALUE_OPTIONAL) {
    infer_element(node, 0, out, 0);
  } else {
    out.set_like(0, node.type(0), node.dtype(0));
  }
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  if (s.node.type(0).kind != MORTISE_VALUE_OPTIONAL) return {{s.node.input_id(0)}};
  const std::vector<Value> items = s.items(0);
  if (items.empty())
    invalid("the optional is empty; ask OptionalHasElement before taking its element");
  return {{items[0]}};
}

}  // namespace

MORTISE_OPERATOR(OptionalGetElement, 18) {
  op.summary("The element of an optional")
      .input("input")
      .output("output")
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
