#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

std::optional<std::vector<Value>> restructure(Structure& s) {
  // A tensor or a sequence is there; what is absent has nothing.
  bool has_element = s.node.has_input(0);
  if (has_element && s.node.type(0).kind == MORTISE_VALUE_OPTIONAL)
    has_element = !s.items(0).empty();
  return {{bool_constant(s.b, has_element)}};
}

}  // namespace

MORTISE_OPERATOR(OptionalHasElement, 18) {
  op.summary("Whether an optional has an element")
      .optional_input("input")
      .output("output")
      .infer([](const Node&, Inference& out) { out.set(0, MORTISE_DTYPE_BOOL, {}); })
      .restructure(&restructure);
}

}  // namespace mortise::ops
