#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct CeilFunction {
  template <class T>
  T operator()(T x) const {
    return std::ceil(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Ceil, 13) {
  define_unary<CeilFunction, FloatTypes>(op, "The least whole number that is not below x")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_IDEMPOTENT)
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
