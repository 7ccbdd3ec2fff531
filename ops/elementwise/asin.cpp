#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct AsinFunction {
  template <class T>
  T operator()(T x) const {
    return std::asin(x);
  }
};

Term slope(const Node&, const Term& x, const Term&) { return 1 / (1 - x * x).sqrt(); }

}  // namespace

MORTISE_OPERATOR(Asin, 22) {
  define_unary<AsinFunction, FloatTypes>(op, "The inverse sine")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
