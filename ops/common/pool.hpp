// Pooling: a function over the elements under each window.
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/window.hpp"

namespace mortise::ops {

using PoolIndex = std::array<int64_t, kMaxRank>;

/// Rule for an operator with a window over the spatial axes of input 0; output `index` gets `dtype`.
void infer_pool(const Node& node, Inference& out, size_t index, uint32_t dtype);

/// Rule for a pooling over all spatial axes: extents 1 there.
void infer_global_pool(const Node& node, Inference& out);

void pool_piece(const Node& node, const PieceQuery& query, Pieces& pieces);
void global_pool_piece(const Node& node, const PieceQuery& query, Pieces& pieces);

/// The elements of one plane under one window, in row-major order; visit(offset in the plane).
/// Returns how many taps lie within the padded input.
template <class Visit>
int64_t visit_window(const Window& window, ShapeView extents, const PoolIndex& position,
                     Visit&& visit) {
  const size_t rank = extents.size();
  std::array<WindowAxis, kMaxRank> axes;
  for (size_t i = 0; i < rank; ++i) axes[i] = window.axis(i, extents[i]);
  PoolIndex tap{};
  int64_t padded = 0;
  for (;;) {
    int64_t offset = 0;
    bool inside = true;
    bool within = true;
    for (size_t i = 0; i < rank; ++i) {
      const int64_t at =
          position[i] * axes[i].stride - axes[i].pad_begin + tap[i] * axes[i].dilation;
      inside = inside && at >= 0 && at < extents[i];
      within = within && at < extents[i] + axes[i].pad_end;
      offset = offset * extents[i] + at;
    }
    padded += within ? 1 : 0;
    if (inside) visit(offset);
    size_t i = rank;
    while (i-- > 0) {
      if (++tap[i] < axes[i].kernel) break;
      tap[i] = 0;
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
