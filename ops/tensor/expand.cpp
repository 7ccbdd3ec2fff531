#include <algorithm>

#include "ops/common/forward.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  node.check_rank(1, 1);
  const auto shape = node.constant_ints(1);
  if (!shape) {
    out.need_value(1);
    const int64_t rank = node.ranked(1) ? node.shape(1)[0] : int64_t{MORTISE_DIM_UNKNOWN};
    if (!node.ranked(0) || rank < 0 || rank > static_cast<int64_t>(kMaxRank))
      return out.set_unranked(0, node.dtype(0));
    const auto largest = static_cast<size_t>(std::max(rank, node.rank(0)));
    return out.set(0, node.dtype(0), Shape(largest, MORTISE_DIM_UNKNOWN));
  }
  for (int64_t extent : *shape) {
    if (extent < 0) invalid("the new shape holds ", extent, "; extents are 0 or more");
  }
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  out.set(0, node.dtype(0), broadcast_shapes(node.shape(0), *shape));
}

class ExpandKernel {
 public:
  ExpandKernel(const Node& node, const KernelContext&) : bytes_(element_bytes(node.dtype(0))) {
    check_rank_limit(node);
  }
  void run(const Launch& launch) const {
    const auto walk = broadcast_walk<1>(launch.output_shape(0), {launch.input_shape(0)});
    move_walk(bytes_, walk, launch.input(0).data, launch.output(0).data);
  }

 private:
  int64_t bytes_;
};

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  pieces.shape(1);
  const int64_t axis = query.axis - (node.output_type(0).rank - node.rank(0));
  if (axis < 0 || node.shape(0)[static_cast<size_t>(axis)] == 1) return;
  pieces.range(0, axis, query.begin, query.end);
}

}  // namespace

MORTISE_OPERATOR(Expand, 13) {
  op.summary("Broadcasts to a shape")
      .input("input")
      .input("shape")
      .output("output")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .forward(&forward_same_shape)
      .infer(&infer)
      .piece(&piece)
      .gradient([](Gradient& g) { g.set_input(0, sum_to_input(g, g.output(0), 0)); })
      .kernel<ExpandKernel>();
}

}  // namespace mortise::ops
