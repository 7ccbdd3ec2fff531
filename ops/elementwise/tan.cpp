#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct TanFunction {
  template <class T>
  T operator()(T x) const {
    return std::tan(x);
  }
};

Term slope(const Node&, const Term&, const Term& y) { return y * y + 1; }

}  // namespace

MORTISE_OPERATOR(Tan, 22) {
  define_unary<TanFunction, FloatTypes>(op, "The tangent")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
