#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct SinhFunction {
  template <class T>
  T operator()(T x) const {
    return std::sinh(x);
  }
};

Term slope(const Node&, const Term& x, const Term&) { return x.apply("Cosh"); }

}  // namespace

MORTISE_OPERATOR(Sinh, 22) {
  define_unary<SinhFunction, FloatTypes>(op, "The hyperbolic sine")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
