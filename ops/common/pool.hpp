// Pooling: a function over the elements under each window.
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/window.hpp"

namespace mortise::ops {

/// A position, or a tap of a window: one number per spatial axis.
using PoolIndex = std::array<int64_t, kMaxRank>;

/// Rule for an operator with a window over the spatial axes of input 0; output `index` gets `dtype`.
void infer_pool(const Node& node, Inference& out, size_t index, uint32_t dtype);

/// Rule for a pooling over all spatial axes: extents 1 there.
void infer_global_pool(const Node& node, Inference& out);

void pool_piece(const Node& node, const PieceQuery& query, Pieces& pieces);
void global_pool_piece(const Node& node, const PieceQuery& query, Pieces& pieces);

/// How many taps of a window that starts at `start` lie below `limit`.
inline int64_t taps_below(const WindowAxis& axis, int64_t start, int64_t limit) {
  if (start >= limit) return 0;
  const int64_t taps = (limit - start - 1) / axis.dilation + 1;
  return taps < axis.kernel ? taps : axis.kernel;
}

/// The elements of one plane under one window, in row-major order; visit(offset in the plane).
/// Returns how many taps lie within the padded input.
template <class Visit>
double visit_window(const Window& window, ShapeView extents, const PoolIndex& position,
                    Visit&& visit) {
  const size_t rank = extents.size();
  PoolIndex start{}, step{}, begin{}, end{};
  double padded = 1;
  bool empty = false;
  for (size_t i = 0; i < rank; ++i) {
    const WindowAxis axis = window.axis(i, extents[i]);
    start[i] = position[i] * axis.stride - axis.pad_begin;
    step[i] = axis.dilation;
    begin[i] = taps_below(axis, start[i], 0);
    end[i] = taps_below(axis, start[i], extents[i]);
    padded *= static_cast<double>(taps_below(axis, start[i], extents[i] + axis.pad_end));
    empty = empty || begin[i] >= end[i];
  }
  if (empty) return padded;
  PoolIndex tap = begin;
  for (;;) {
    int64_t offset = 0;
    for (size_t i = 0; i < rank; ++i) offset = offset * extents[i] + start[i] + tap[i] * step[i];
    visit(offset);
    size_t i = rank;
    while (i-- > 0) {
      if (++tap[i] < end[i]) break;
      tap[i] = begin[i];
    }
    if (i == static_cast<size_t>(-1)) return padded;
  }
}

/// To the next position in row-major order; false behind the last.
inline bool next_position(PoolIndex& position, ShapeView extents) {
  for (size_t i = extents.size(); i-- > 0;) {
    if (++position[i] < extents[i]) return true;
    position[i] = 0;
  }
  return false;
}

inline ShapeView spatial_extents(ShapeView shape) { return {shape.data() + 2, shape.size() - 2}; }

}  // namespace mortise::ops
