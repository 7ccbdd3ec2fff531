#include "ops/common/forward.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  std::vector<int64_t> axes;
  if (node.has_input(1)) {
    node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
    const auto known = node.constant_ints(1);
    if (!known) {
      out.need_value(1);
      return out.set_unranked(0, node.dtype(0));
    }
    axes = *known;
  }
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const ShapeView shape = node.shape(0);
  if (node.has_input(1)) {
    axes = normalize_axes(axes, node.rank(0));
  } else if (!all_known(shape)) {
    return out.set_unranked(0, node.dtype(0));  // an unknown extent may be 1
  } else {
    for (size_t i = 0; i < shape.size(); ++i) {
      if (shape[i] == 1) axes.push_back(static_cast<int64_t>(i));
    }
  }
  for (int64_t axis : axes) {
    const int64_t extent = shape[static_cast<size_t>(axis)];
    if (extent >= 0 && extent != 1) {
      invalid("axis ", axis, " has extent ", extent, "; only extents of 1 can be removed");
    }
  }
  out.set(0, node.dtype(0), reduced_shape(shape, axes, false));
}

void gradient(Gradient& g) {
  const Value shape = g.b.node("Shape", {g.input_value(0)});
  g.set_input(0, g.b.node("Reshape", {g.output(0), shape}, {{"allowzero", 1}}));
}

}  // namespace

MORTISE_OPERATOR(Squeeze, 25) {
  op.summary("Removes axes of extent 1")
      .input("data")
      .optional_input("axes")
      .output("squeezed")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY | MORTISE_OPERATOR_RESHAPES)
      .forward(&forward_same_shape)
      .in_place(0, 0)
      .infer(&infer)
      .piece(&reshape_piece)
      .gradient(&gradient)
      .kernel<CopyKernel>();
}

}  // namespace mortise::ops
