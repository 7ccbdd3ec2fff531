#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

uint32_t dtype_of(const Node& node) {
  const int64_t dtype = node.attr_int("dtype", int64_t{MORTISE_DTYPE_FLOAT32});
  if (dtype <= 0 || dtype > UINT32_MAX || !kMovableDtypes.contains(static_cast<uint32_t>(dtype)))
    invalid("attribute dtype is ", dtype, ", which is no dtype of tensors");
  return static_cast<uint32_t>(dtype);
}

}  // namespace

MORTISE_OPERATOR(SequenceEmpty, 11) {
  op.summary("A sequence without elements")
      .output("output")
      .attribute("dtype", MORTISE_ATTRIBUTE_INT)
      .infer(
          [](const Node& node, Inference& out) { out.set(0, SequenceType(dtype_of(node)).abi()); })
      .restructure([](Structure& s) -> std::optional<std::vector<Value>> {
        return {{s.b.pack(SequenceType(dtype_of(s.node)).abi(), {})}};
      });
}

}  // namespace mortise::ops
