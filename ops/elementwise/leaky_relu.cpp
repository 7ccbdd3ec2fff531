#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct LeakyReluFunction {
  explicit LeakyReluFunction(const Node& node) : alpha(node.attr_float("alpha", 0.01)) {}

  template <class T>
  T operator()(T x) const {
    return x < T{0} ? static_cast<T>(alpha) * x : x;
  }

  double alpha;
};

Term slope(const Node& node, const Term& x, const Term&) {
  const double alpha = node.attr_float("alpha", 0.01);
  return x.number(alpha).where(x.below(0), 1);
}

}  // namespace

MORTISE_OPERATOR(LeakyRelu, 16) {
  define_unary<LeakyReluFunction, FloatTypes>(op, "x, or alpha x below zero")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
