#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct SeluFunction {
  explicit SeluFunction(const Node& node)
      : alpha(node.attr_float("alpha", 1.67326319217681884765625)),
        gamma(node.attr_float("gamma", 1.05070102214813232421875)) {}

  template <class T>
  T operator()(T x) const {
    const T g = static_cast<T>(gamma);
    return x > T{0} ? g * x : g * static_cast<T>(alpha) * std::expm1(x);
  }

  double alpha;
  double gamma;
};

Term slope(const Node& node, const Term& x, const Term& y) {
  const SeluFunction function(node);
  return (y + function.gamma * function.alpha).where(x.below(0), function.gamma);
}

}  // namespace

MORTISE_OPERATOR(Selu, 22) {
  define_unary<SeluFunction, FloatTypes>(op,
                                         "gamma times x, or gamma alpha (exp(x) - 1) below zero")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("gamma", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
