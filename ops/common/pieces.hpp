// Piece rules that operators share.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// Of the same elements under another shape: input 0 is moved, the others decide the shape.
void reshape_piece(const Node& node, const PieceQuery& query, Pieces& pieces);

/// Along an axis that the operator leaves alone: the same range of input `input`, from axis `axis` on.
inline void unmoved_piece(const PieceQuery& query, Pieces& pieces, size_t input) {
  pieces.range(input, query.axis, query.begin, query.end);
}

/// Of an operator whose entries along the first axis have nothing to do with each other: range of axis 0 of each of `inputs`.
/// Other axes need everything.
void batch_piece(const Node& node, const PieceQuery& query, Pieces& pieces,
                 std::initializer_list<size_t> inputs);

}  // namespace mortise::ops
