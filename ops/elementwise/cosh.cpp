#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct CoshFunction {
  template <class T>
  T operator()(T x) const {
    return std::cosh(x);
  }
};

Term slope(const Node&, const Term& x, const Term&) { return x.apply("Sinh"); }

}  // namespace

MORTISE_OPERATOR(Cosh, 22) {
  define_unary<CoshFunction, FloatTypes>(op, "The hyperbolic cosine")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
