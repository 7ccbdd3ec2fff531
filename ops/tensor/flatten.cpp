#include "ops/common/forward.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

int64_t product(ShapeView extents) {
  return all_known(extents) ? element_count(extents) : int64_t{MORTISE_DIM_UNKNOWN};
}

void infer(const Node& node, Inference& out) {
  const Shape unknown = {MORTISE_DIM_UNKNOWN, MORTISE_DIM_UNKNOWN};
  if (!node.ranked(0)) return out.set(0, node.dtype(0), unknown);
  const ShapeView shape = node.shape(0);
  const int64_t rank = node.rank(0);
  const int64_t named = node.attr_int("axis", 1);
  // Unlike elsewhere, the axis may lie behind the last one.
  const auto axis = static_cast<size_t>(named == rank ? rank : normalize_axis(named, rank));
  out.set(
      0, node.dtype(0),
      Shape{product({shape.data(), axis}), product({shape.data() + axis, shape.size() - axis})});
}

void gradient(Gradient& g) {
  g.set_input(0, g.b.node("Reshape", {g.output(0), g.b.node("Shape", {g.input_value(0)})}));
}

}  // namespace

MORTISE_OPERATOR(Flatten, 25) {
  op.summary("A matrix: the axes before one flattened to rows, the others to columns")
      .input("input")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY | MORTISE_OPERATOR_RESHAPES)
      .forward(&forward_same_shape)
      .in_place(0, 0)
      .infer(&infer)
      .piece(&reshape_piece)
      .gradient(&gradient)
      .kernel<CopyKernel>();
}

}  // namespace mortise::ops
