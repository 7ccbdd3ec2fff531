#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

bool adds_axis(const Node& node) {
  const int64_t new_axis = node.attr_int("new_axis", 0);
  if (new_axis != 0 && new_axis != 1) invalid("attribute new_axis is ", new_axis, ", not 0 or 1");
  return new_axis != 0;
}

void infer(const Node& node, Inference& out) {
  check_kind(node, 0, MORTISE_VALUE_SEQUENCE);
  adds_axis(node);
  out.set_unranked(0, element_dtype(node.type(0)));
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  check_kind(s.node, 0, MORTISE_VALUE_SEQUENCE);
  std::vector<Value> items = s.items(0);
  if (items.empty()) invalid("the sequence is empty; there is nothing to concatenate");
  const int64_t axis = s.node.attr_int("axis");
  for (Value& item : items) {
    if (adds_axis(s.node)) item = s.b.node("Unsqueeze", {item, s.b.ints({axis})});
  }
  return {{s.b.node("Concat", items, {{"axis", axis}})}};
}

}  // namespace

MORTISE_OPERATOR(ConcatFromSequence, 11) {
  op.summary("The elements of a sequence along an axis, which may be a new one")
      .input("input_sequence")
      .output("concat_result")
      .required_attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("new_axis", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
