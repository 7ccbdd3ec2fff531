#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

int64_t elements_before(ShapeView shape, size_t axis) {
  int64_t count = 1;
  for (size_t i = 0; i < axis; ++i) count *= shape[i];
  return count;
}

}  // namespace

void reshape_piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  for (size_t i = 1; i < pieces.count(); ++i) pieces.shape(i);
  const ShapeView from = node.shape(0), to = node.output_shape(0);
  const auto axis = static_cast<size_t>(query.axis);
  const int64_t before = elements_before(to, axis), total = element_count(to);
  if (total == 0) return;
  const int64_t inner = total / before / to[axis];  // elements of one entry of the axis
  for (size_t i = 0; i < from.size(); ++i) {
    if (from[i] == 1 || elements_before(from, i) != before) continue;
    const int64_t width = total / before / from[i];
    const int64_t last = query.end * inner + width - 1;
    return pieces.range(0, static_cast<int64_t>(i), query.begin * inner / width, last / width);
  }
}

void batch_piece(const Node& node, const PieceQuery& query, Pieces& pieces,
                 std::initializer_list<size_t> inputs) {
  if (query.axis != 0) return;
  for (const size_t input : inputs) {
    if (node.has_input(input)) pieces.range(input, 0, query.begin, query.end);
  }
}

}  // namespace mortise::ops
