#include <algorithm>

#include "ops/common/forward.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

/// Output axis i is input axis order[i].
Shape order_of(const Node& node, int64_t rank) {
  auto order = node.attr_ints("perm");
  if (!order) {
    order.emplace();
    for (int64_t i = rank; i-- > 0;) order->push_back(i);
  }
  if (static_cast<int64_t>(order->size()) != rank ||
      static_cast<int64_t>(normalize_axes(*order, rank).size()) != rank) {
    invalid("attribute perm has ", order->size(), " axes; it must name each of ", rank, " once");
  }
  for (int64_t& axis : *order) axis = normalize_axis(axis, rank);
  return *order;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  Shape shape;
  for (int64_t axis : order_of(node, node.rank(0))) {
    shape.push_back(node.shape(0)[static_cast<size_t>(axis)]);
  }
  out.set(0, node.dtype(0), shape);
}

void gradient(Gradient& g) {
  if (!g.node.ranked(0)) unsupported("the rank of the input must be known");
  const Shape order = order_of(g.node, g.node.rank(0));
  Shape inverse(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    inverse[static_cast<size_t>(order[i])] = static_cast<int64_t>(i);
  }
  g.set_input(0, g.b.node("Transpose", {g.output(0)}, {{"perm", inverse}}));
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  const Shape order = order_of(node, node.rank(0));
  pieces.range(0, order[static_cast<size_t>(query.axis)], query.begin, query.end);
}

class TransposeKernel {
 public:
  TransposeKernel(const Node& node, const KernelContext&)
      : bytes_(element_bytes(node.dtype(0))), order_(order_of(node, node.rank(0))) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    const auto from = row_major_strides(launch.input_shape(0));
    const auto to = row_major_strides(launch.output_shape(0));
    Walk<2> walk;
    for (size_t i = 0; i < order_.size(); ++i) {
      walk.add_dim(launch.output_shape(0)[i], {to[i], from[static_cast<size_t>(order_[i])]});
    }
    move_walk(bytes_, walk, launch.input(0).data, launch.output(0).data);
  }

 private:
  int64_t bytes_;
  Shape order_;
};

// Axes of extent 1 may go anywhere.
std::optional<uint32_t> forward(const Node& node, size_t) {
  if (!has_type_of(node, 0, 0)) return std::nullopt;
  Shape order = order_of(node, node.rank(0));
  order.erase(
      std::remove_if(order.begin(), order.end(),
                     [&](int64_t axis) { return node.shape(0)[static_cast<size_t>(axis)] == 1; }),
      order.end());
  if (!std::is_sorted(order.begin(), order.end())) return std::nullopt;
  return 0;
}

}  // namespace

MORTISE_OPERATOR(Transpose, 25) {
  op.summary("Permutes the axes")
      .input("data")
      .output("transposed")
      .attribute("perm", MORTISE_ATTRIBUTE_INTS)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .forward(&forward)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&piece)
      .kernel<TransposeKernel>();
}

}  // namespace mortise::ops
