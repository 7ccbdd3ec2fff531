#include "ops/common/forward.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  const auto axes = node.constant_ints(1);
  if (!axes) out.need_value(1);
  if (!axes || !node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const int64_t rank = node.rank(0) + static_cast<int64_t>(axes->size());
  const std::vector<int64_t> added = normalize_axes(*axes, rank);
  Shape shape;
  size_t next_added = 0;
  size_t next_old = 0;
  for (int64_t i = 0; i < rank; ++i) {
    if (next_added < added.size() && added[next_added] == i) {
      ++next_added;
      shape.push_back(1);
    } else {
      shape.push_back(node.shape(0)[next_old++]);
    }
  }
  out.set(0, node.dtype(0), shape);
}

void gradient(Gradient& g) { g.set_input(0, g.b.node("Squeeze", {g.output(0), g.input_value(1)})); }

}  // namespace

MORTISE_OPERATOR(Unsqueeze, 25) {
  op.summary("Adds axes of extent 1")
      .input("data")
      .input("axes")
      .output("expanded")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY | MORTISE_OPERATOR_RESHAPES)
      .forward(&forward_same_shape)
      .in_place(0, 0)
      .infer(&infer)
      .piece(&reshape_piece)
      .gradient(&gradient)
      .kernel<CopyKernel>();
}

}  // namespace mortise::ops
