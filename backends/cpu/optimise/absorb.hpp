// What a convolution or matrix product takes in from the nodes behind it.
#pragma once

#include <functional>

#include "backends/cpu/optimise/rewriter.hpp"

namespace mortise::cpu {

/// Grows along the only reader of `result`.
struct Absorbed {
  Value result = MORTISE_NONE;  // the value that the fused node makes
  std::vector<Step> steps;
  Value residual = MORTISE_NONE;
  int64_t residual_position = 0;

  /// Takes in activations and one addition of a tensor of the same shape.
  void take_steps(const Rewriter& graph, bool with_residual);
  /// Adds "steps", "step_values" and `position`.
  void append_to(sdk::Attrs& attributes, std::string_view position) const;
};

}  // namespace mortise::cpu
