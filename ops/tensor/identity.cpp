#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) { out.set_like(0, node.type(0), node.dtype(0)); }

// A sequence or an optional is its items, and needs no copy.
std::optional<std::vector<Value>> restructure(Structure& s) {
  if (s.node.type(0).kind == MORTISE_VALUE_TENSOR) return std::nullopt;
  return {{s.node.input_id(0)}};
}

void piece(const Node&, const PieceQuery& query, Pieces& pieces) {
  pieces.range(0, query.axis, query.begin, query.end);
}

}  // namespace

MORTISE_OPERATOR(Identity, 25) {
  op.summary("The input itself")
      .input("input")
      .output("output")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .in_place(0, 0)
      .forward([](const Node&, size_t) { return std::optional<uint32_t>(0); })
      .infer(&infer)
      .gradient([](Gradient& g) { g.set_input(0, g.output(0)); })
      .piece(&piece)
      .restructure(&restructure)
      .kernel<CopyKernel>();
}

}  // namespace mortise::ops
