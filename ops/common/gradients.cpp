#include "ops/common/gradients.hpp"

namespace mortise::ops {

Value sum_to_input(Gradient& g, Value gradient, size_t index) {
  const Node& node = g.node;
  if (node.ranked(index) && node.output_type(0).rank == node.rank(index)) {
    bool same = true;
    for (size_t i = 0; i < node.shape(index).size(); ++i) {
      const int64_t extent = node.shape(index)[i];
      same = same && extent == node.output_shape(0)[i] && extent != MORTISE_DIM_UNKNOWN;
    }
    if (same) return gradient;
  }
  return g.b.mortise_node("SumTo", {gradient, g.input_value(index)});
}

Value swap_last_axes(Builder& b, Value value, int64_t rank) {
  Shape order;
  for (int64_t i = 0; i < rank; ++i) order.push_back(i);
  std::swap(order[order.size() - 1], order[order.size() - 2]);
  return b.node("Transpose", {value}, {{"perm", order}});
}

}  // namespace mortise::ops
