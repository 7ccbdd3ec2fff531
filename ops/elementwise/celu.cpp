#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct CeluFunction {
  explicit CeluFunction(const Node& node) : alpha(node.attr_float("alpha", 1)) {}

  template <class T>
  T operator()(T x) const {
    const T a = static_cast<T>(alpha);
    return x < T{0} ? a * std::expm1(x / a) : x;
  }

  double alpha;
};

Term slope(const Node& node, const Term& x, const Term&) {
  const double alpha = node.attr_float("alpha", 1);
  return ((1 / alpha) * x).exp().where(x.below(0), 1);
}

}  // namespace

MORTISE_OPERATOR(Celu, 12) {
  define_unary<CeluFunction, FloatTypes>(op, "x, or alpha (exp(x / alpha) - 1) below zero")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
