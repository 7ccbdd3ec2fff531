// What the layer normalisations share.
#pragma once

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {

/// The default of the attribute epsilon of those that add a residual first.
inline constexpr double kSkipEpsilon = 1e-12;

/// The root mean square's inverse over the last axes, from `axis` on; float32, or float64 of float64.
Value inverse_root_mean_square(Builder& b, Value x, uint32_t dtype, int64_t axis, int64_t rank,
                               double epsilon);

/// The dtype of statistics over elements of `dtype`.
inline uint32_t statistics_dtype(uint32_t dtype) {
  return dtype == MORTISE_DTYPE_FLOAT64 || dtype == MORTISE_DTYPE_UNDEFINED
             ? dtype
             : uint32_t{MORTISE_DTYPE_FLOAT32};
}

/// Declares a norm of (input, skip, gamma) and these optional inputs, but for its decomposition. Output 0 and the sum, output 3,
/// are like the input; statistics have one element for each row.
Operator& define_skip_norm(Operator& op, std::string_view summary,
                           std::initializer_list<const char*> optional_inputs);

}  // namespace mortise::contrib
