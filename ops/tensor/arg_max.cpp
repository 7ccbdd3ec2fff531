#include <functional>

#include "ops/common/arg_extreme.hpp"

namespace mortise::ops {

MORTISE_OPERATOR(ArgMax, 13) {
  define_arg_extreme<std::greater<>>(op, "The position of the greatest element along an axis");
}

}  // namespace mortise::ops
