#include "ops/common/elementwise.hpp"

namespace mortise::ops {

void elementwise_piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  const int64_t rank = node.output_type(query.output).rank;
  const int64_t extent = node.output_shape(query.output)[static_cast<size_t>(query.axis)];
  for (size_t i = 0; i < pieces.count(); ++i) {
    if (!node.has_input(i)) continue;
    const int64_t axis = query.axis - (rank - node.rank(i));
    if (axis < 0 || node.shape(i)[static_cast<size_t>(axis)] != extent) continue;
    pieces.range(i, axis, query.begin, query.end);
  }
}

bool same_shapes(const Node& node) {
  return node.shape_known(0) && node.shape_known(1) && equal(node.shape(0), node.shape(1));
}

}  // namespace mortise::ops
