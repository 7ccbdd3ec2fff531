#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct RoundFunction {
  template <class T>
  T operator()(T x) const {
    return std::nearbyint(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Round, 22) {
  define_unary<RoundFunction, FloatTypes>(
      op, "The nearest whole number; of two equally near, the even one")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_IDEMPOTENT)
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
