// A value as it lies in the value that it comes from: what only moves or repeats elements is seen through.
#pragma once

#include "backends/cpu/optimise/rewriter.hpp"

namespace mortise::cpu {

/// Element i lies at stride * (i / repeat).
struct Axis {
  int64_t extent = 1, stride = 0, repeat = 1;
};

struct StridedView {
  Value source = MORTISE_NONE;
  int64_t offset = 0;  // in elements, as strides are
  std::vector<Axis> axes;
  float scale = 1;  // that the elements are multiplied by

  /// The value itself, in row-major order.
  static StridedView dense(const Rewriter& graph, Value value);
  /// Looks through Transpose, Reshape, Split, Slice, Expand and their like; with `scales`, through multiplications by a
  /// constant too. Requires: the value's shape is known.
  static StridedView of(const Rewriter& graph, Value value, bool scales);
};

/// The same elements under another shape of as many; nothing where they would have to move.
std::optional<std::vector<Axis>> reshaped(const std::vector<Axis>& axes, sdk::ShapeView shape);

/// The factor when the node multiplies by a constant.
std::optional<float> constant_factor(const Node& node);

}  // namespace mortise::cpu
