#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) { out.set_like(0, node.type(0), node.dtype(1)); }

std::vector<Value> decompose(const Node& node, Builder& b) {
  if (node.dtype(1) == MORTISE_DTYPE_UNDEFINED) unsupported("target_type's dtype must be known");
  return {b.node("Cast", {node.input_id(0)},
                 {{"to", node.dtype(1)},
                  {"saturate", node.attr_int("saturate", 1)},
                  {"round_mode", node.attr_string("round_mode", "up")}})};
}

void gradient(Gradient& g) {
  if (!dtype_set(FloatTypes{}).contains(g.node.dtype(0))) return;
  g.set_input(0, g.b.node("Cast", {g.output(0)}, {{"to", g.node.dtype(0)}}));
}

// To the dtype that is there.
std::optional<uint32_t> forward(const Node& node, size_t) {
  if (node.dtype(0) == MORTISE_DTYPE_UNDEFINED || node.dtype(0) != node.output_type(0).dtype)
    return std::nullopt;
  return 0;
}

}  // namespace

MORTISE_OPERATOR(CastLike, 25) {
  op.summary("Converts to the dtype of another tensor, as Cast does")
      .input("input")
      .input("target_type")
      .output("output")
      .attribute("saturate", MORTISE_ATTRIBUTE_INT)
      .attribute("round_mode", MORTISE_ATTRIBUTE_STRING)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .forward(&forward)
      .infer(&infer)
      .gradient(&gradient)
      .decompose(&decompose);
}

}  // namespace mortise::ops
