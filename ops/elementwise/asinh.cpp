#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct AsinhFunction {
  template <class T>
  T operator()(T x) const {
    return std::asinh(x);
  }
};

Term slope(const Node&, const Term& x, const Term&) { return 1 / (x * x + 1).sqrt(); }

}  // namespace

MORTISE_OPERATOR(Asinh, 22) {
  define_unary<AsinhFunction, FloatTypes>(op, "The inverse hyperbolic sine")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
