#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  check_kind(node, 0, MORTISE_VALUE_SEQUENCE);
  infer_element(node, 0, out, 0);
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  check_kind(s.node, 0, MORTISE_VALUE_SEQUENCE);
  const std::vector<Value> items = s.items(0);
  const auto position = position_of(s, 1, items.size(), static_cast<int64_t>(items.size()) - 1);
  if (!position) return std::nullopt;
  return {{items[*position]}};
}

}  // namespace

MORTISE_OPERATOR(SequenceAt, 11) {
  op.summary("The element of a sequence at a position")
      .input("input_sequence")
      .input("position")
      .output("tensor")
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
