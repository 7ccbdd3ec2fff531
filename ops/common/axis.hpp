// A dense tensor seen from one of its axes: `outer` times `extent` times `inner` elements.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

struct AxisParts {
  AxisParts(ShapeView shape, size_t axis)
      : outer(element_count(ShapeView(shape.data(), axis))),
        extent(shape[axis]),
        inner(element_count(ShapeView(shape.data() + axis + 1, shape.size() - axis - 1))) {}

  /// Calls line(offset of the first element); the elements of a line are `inner` apart.
  template <class Line>
  void lines(Line&& line) const {
    for (int64_t o = 0; o < outer; ++o) {
      for (int64_t i = 0; i < inner; ++i) line(o * extent * inner + i);
    }
  }

  int64_t outer, extent, inner;
};

/// The axis that attribute `axis` names, in [0, rank). Requires: input 0 is ranked.
inline size_t axis_of(const Node& node, int64_t absent) {
  return static_cast<size_t>(normalize_axis(node.attr_int("axis", absent), node.rank(0)));
}

}  // namespace mortise::ops
