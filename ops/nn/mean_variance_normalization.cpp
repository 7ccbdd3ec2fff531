#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

std::vector<int64_t> axes_of(const Node& node) { return node.attr_ints("axes", {0, 2, 3}); }

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  if (node.ranked(0)) normalize_axes(axes_of(node), node.rank(0));
}

// (x - mean) / (standard deviation + 1e-9), as the standard has it.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value x = node.input_id(0);
  const Value axes = b.ints(axes_of(node));
  const Value centered = b.node("Sub", {x, b.node("ReduceMean", {x, axes})});
  const Value variance = b.node("ReduceMean", {b.node("Mul", {centered, centered}), axes});
  const Value epsilon = b.scalar(node.dtype(0), 1e-9);
  const Value deviation = b.node("Add", {b.node("Sqrt", {variance}), epsilon});
  return {b.node("Div", {centered, deviation})};
}

}  // namespace

MORTISE_OPERATOR(MeanVarianceNormalization, 13) {
  op.summary("Normalises by mean and standard deviation over axes")
      .input("X")
      .output("Y")
      .attribute("axes", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose)
      .piece([](const Node& node, const PieceQuery& query, Pieces& pieces) {
        for (const int64_t axis : normalize_axes(axes_of(node), node.rank(0))) {
          if (axis == query.axis) return;
        }
        pieces.range(0, query.axis, query.begin, query.end);
      });
}

}  // namespace mortise::ops
