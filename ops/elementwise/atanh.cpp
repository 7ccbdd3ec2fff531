#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct AtanhFunction {
  template <class T>
  T operator()(T x) const {
    return std::atanh(x);
  }
};

Term slope(const Node&, const Term& x, const Term&) { return 1 / (1 - x * x); }

}  // namespace

MORTISE_OPERATOR(Atanh, 22) {
  define_unary<AtanhFunction, FloatTypes>(op, "The inverse hyperbolic tangent")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
