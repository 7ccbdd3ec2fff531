#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct SignFunction {
  template <class T>
  T operator()(T x) const {
    return x > T{0} ? T(1) : x < T{0} ? static_cast<T>(-1) : x;  // NaN stays NaN
  }
};

}  // namespace

MORTISE_OPERATOR(Sign, 13) {
  define_unary<SignFunction, NumericTypes>(op, "-1, 0 or 1")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_IDEMPOTENT)
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
