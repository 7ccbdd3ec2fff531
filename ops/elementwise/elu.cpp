#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct EluFunction {
  explicit EluFunction(const Node& node) : alpha(node.attr_float("alpha", 1)) {}

  template <class T>
  T operator()(T x) const {
    return x < T{0} ? static_cast<T>(alpha) * std::expm1(x) : x;
  }

  double alpha;
};

Term slope(const Node& node, const Term& x, const Term& y) {
  const double alpha = node.attr_float("alpha", 1);
  return (y + alpha).where(x.below(0), 1);
}

}  // namespace

MORTISE_OPERATOR(Elu, 22) {
  define_unary<EluFunction, FloatTypes>(op, "x, or alpha (exp(x) - 1) below zero")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
