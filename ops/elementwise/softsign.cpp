#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct SoftsignFunction {
  template <class T>
  T operator()(T x) const {
    return x / (T{1} + std::abs(x));
  }
};

Term slope(const Node&, const Term& x, const Term&) {
  const Term root = x.abs() + 1;
  return 1 / (root * root);
}

}  // namespace

MORTISE_OPERATOR(Softsign, 22) {
  define_unary<SoftsignFunction, FloatTypes>(op, "x / (1 + |x|)")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
