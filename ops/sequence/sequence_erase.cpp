#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  check_kind(node, 0, MORTISE_VALUE_SEQUENCE);
  out.set(0, SequenceType(element_dtype(node.type(0))).abi());
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  check_kind(s.node, 0, MORTISE_VALUE_SEQUENCE);
  const SequenceType type(element_dtype(s.node.type(0)));
  std::vector<Value> items = s.items(0);
  if (items.empty()) invalid("the sequence is empty; there is nothing to erase");
  size_t position = items.size() - 1;
  if (s.node.has_input(1)) {
    const auto given = position_of(s, 1, items.size(), static_cast<int64_t>(items.size()) - 1);
    if (!given) return std::nullopt;
    position = *given;
  }
  items.erase(items.begin() + static_cast<ptrdiff_t>(position));
  return {{s.b.pack(type.abi(), items)}};
}

}  // namespace

MORTISE_OPERATOR(SequenceErase, 11) {
  op.summary("The sequence without its last element, or the one at a position")
      .input("input_sequence")
      .optional_input("position")
      .output("output_sequence")
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
