// What the nodes of decision trees ask of a feature.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// In the order in which TreeEnsemble numbers them. Members are those of a set.
enum class Comparison : int64_t {
  kLessOrEqual,
  kLess,
  kGreaterOrEqual,
  kGreater,
  kEqual,
  kNotEqual,
  kMember
};

/// Whether x compares to `split` so. Requires: not kMember.
inline bool holds(Comparison comparison, double x, double split) {
  switch (comparison) {
    case Comparison::kLessOrEqual: return x <= split;
    case Comparison::kLess: return x < split;
    case Comparison::kGreaterOrEqual: return x >= split;
    case Comparison::kGreater: return x > split;
    case Comparison::kEqual: return x == split;
    case Comparison::kNotEqual: return x != split;
    default: return false;
  }
}

}  // namespace mortise::ops
