// What ScatterElements does with an update: replace, or combine with what is there.
#pragma once

#include <cstring>

#include "ops/common/arithmetic.hpp"

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
