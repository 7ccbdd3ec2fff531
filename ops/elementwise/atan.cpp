#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct AtanFunction {
  template <class T>
  T operator()(T x) const {
    return std::atan(x);
  }
};

Term slope(const Node&, const Term& x, const Term&) { return 1 / (x * x + 1); }

}  // namespace

MORTISE_OPERATOR(Atan, 22) {
  define_unary<AtanFunction, FloatTypes>(op, "The inverse tangent")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
