#include <functional>

#include "ops/common/arg_extreme.hpp"

namespace mortise::ops {

MORTISE_OPERATOR(ArgMin, 13) {
  define_arg_extreme<std::less<>>(op, "The position of the smallest element along an axis");
}

}  // namespace mortise::ops
