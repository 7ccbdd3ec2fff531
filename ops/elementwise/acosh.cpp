#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct AcoshFunction {
  template <class T>
  T operator()(T x) const {
    return std::acosh(x);
  }
};

Term slope(const Node&, const Term& x, const Term&) { return 1 / (x * x - 1).sqrt(); }

}  // namespace

MORTISE_OPERATOR(Acosh, 22) {
  define_unary<AcoshFunction, FloatTypes>(op, "The inverse hyperbolic cosine")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
