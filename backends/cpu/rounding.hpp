// Whole numbers of units.
#pragma once

#include <cstdint>

namespace mortise::cpu {

/// How many units hold the value. Requires of both: value >= 0, unit > 0.
constexpr int64_t ceil_div(int64_t value, int64_t unit) { return (value + unit - 1) / unit; }
constexpr int64_t round_up(int64_t value, int64_t unit) { return ceil_div(value, unit) * unit; }

}  // namespace mortise::cpu
