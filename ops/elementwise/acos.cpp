#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct AcosFunction {
  template <class T>
  T operator()(T x) const {
    return std::acos(x);
  }
};

Term slope(const Node&, const Term& x, const Term&) { return -1 / (1 - x * x).sqrt(); }

}  // namespace

MORTISE_OPERATOR(Acos, 22) {
  define_unary<AcosFunction, FloatTypes>(op, "The inverse cosine")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
