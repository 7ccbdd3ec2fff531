#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

uint32_t dtype_of(const Node& node) {
  check_kind(node, 0, MORTISE_VALUE_SEQUENCE);
  check_kind(node, 1, MORTISE_VALUE_TENSOR);
  const uint32_t before = element_dtype(node.type(0));
  const uint32_t added = node.dtype(1);
  if (before != MORTISE_DTYPE_UNDEFINED && added != MORTISE_DTYPE_UNDEFINED && before != added) {
    invalid("the sequence has elements of ", dtype_name(before), ", the tensor is ",
            dtype_name(added), "; they must be equal");
  }
  return added != MORTISE_DTYPE_UNDEFINED ? added : before;
}

void infer(const Node& node, Inference& out) { out.set(0, SequenceType(dtype_of(node)).abi()); }

std::optional<std::vector<Value>> restructure(Structure& s) {
  const SequenceType type(dtype_of(s.node));
  std::vector<Value> items = s.items(0);
  size_t position = items.size();
  if (s.node.has_input(2)) {
    const auto given = position_of(s, 2, items.size(), static_cast<int64_t>(items.size()));
    if (!given) return std::nullopt;
    position = *given;
  }
  check_length(static_cast<int64_t>(items.size()) + 1);
  items.insert(items.begin() + static_cast<ptrdiff_t>(position), s.node.input_id(1));
  return {{s.b.pack(type.abi(), items)}};
}

}  // namespace

MORTISE_OPERATOR(SequenceInsert, 11) {
  op.summary("The sequence with a tensor added, at the end or before a position")
      .input("input_sequence")
      .input("tensor")
      .optional_input("position")
      .output("output_sequence")
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
