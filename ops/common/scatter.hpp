// What ScatterElements does with an update: replace, or combine with what is there.
#pragma once

#include <cstring>

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {

enum class ScatterReduction { kNone, kAdd, kMul, kMax, kMin };

inline ScatterReduction scatter_reduction(const Node& node) {
  const std::string_view name = node.attr_string("reduction", "none");
  if (name == "none") return ScatterReduction::kNone;
  if (name == "add") return ScatterReduction::kAdd;
  if (name == "mul") return ScatterReduction::kMul;
  if (name == "max") return ScatterReduction::kMax;
  if (name == "min") return ScatterReduction::kMin;
  invalid("attribute reduction is ", name, "; it must be none, add, mul, max or min");
}

/// The gradient of a scatter that combines; `gather` takes a tensor's elements from where the updates go.
template <class Gather>
void scatter_gradient(Gradient& g, ScatterReduction reduction, Gather&& gather) {
  const Term dy = output_gradient(g, 0), y = output_term(g, 0);
  const Term data = input_term(g, 0), updates = input_term(g, 2);
  const auto gathered = [&](const Term& term) {
    return Term(g.b, term.dtype(), gather(term.value()));
  };
  if (reduction == ScatterReduction::kAdd) {
    g.set_input(0, dy.value());
    g.set_input(2, gathered(dy).value());
  } else if (reduction == ScatterReduction::kMul) {
    const Term factors(g.b, y.dtype(), run_again(g, {{0, (0 * data + 1).value()}}));
    g.set_input(0, (dy * factors).value());
    g.set_input(2, (gathered(dy * y) / updates).value());
  } else {
    g.set_input(0, (dy * dy.indicator(data.equal(y))).value());
    g.set_input(2, (gathered(dy) * dy.indicator(updates.equal(gathered(y)))).value());
  }
}

/// Copies input 0 to output 0, unless they are the same memory.
inline void start_scatter(const Launch& launch) {
  const mortise_tensor_view_t& in = launch.input(0);
  if (in.data != launch.output(0).data && in.byte_size != 0)
    std::memcpy(launch.output(0).data, in.data, in.byte_size);
}

template <class T>
T scatter(ScatterReduction reduction, T there, T update) {
  const auto a = static_cast<Accumulator<T>>(load(there));
  const auto b = static_cast<Accumulator<T>>(load(update));
  switch (reduction) {
    case ScatterReduction::kNone: break;
    case ScatterReduction::kAdd: return store<T>(wrapping_add(a, b));
    case ScatterReduction::kMul: return store<T>(wrapping_multiply(a, b));
    case ScatterReduction::kMax: return a < b ? update : there;
    case ScatterReduction::kMin: return b < a ? update : there;
  }
  return update;
}

}  // namespace mortise::ops
