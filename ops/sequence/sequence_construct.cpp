#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

uint32_t dtype_of(const Node& node) {
  for (size_t i = 0; i < node.input_count(); ++i) check_kind(node, i, MORTISE_VALUE_TENSOR);
  return common_dtype(node, kMovableDtypes);
}

void infer(const Node& node, Inference& out) { out.set(0, SequenceType(dtype_of(node)).abi()); }

std::optional<std::vector<Value>> restructure(Structure& s) {
  const SequenceType type(dtype_of(s.node));
  return {{s.b.pack(type.abi(), s.node.input_ids())}};
}

}  // namespace

MORTISE_OPERATOR(SequenceConstruct, 11) {
  op.summary("The sequence of the inputs")
      .variadic_input("inputs")
      .output("output_sequence")
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
