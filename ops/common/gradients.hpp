// Pieces that gradients are built from.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// `gradient`, which has the shape of output 0, summed over the axes that broadcasting gave to input `index`.
Value sum_to_input(Gradient& g, Value gradient, size_t index);

/// The last two axes swapped. Requires: rank >= 2.
Value swap_last_axes(Builder& b, Value value, int64_t rank);

}  // namespace mortise::ops
