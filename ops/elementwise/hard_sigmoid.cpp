#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct HardSigmoidFunction {
  explicit HardSigmoidFunction(const Node& node)
      : alpha(node.attr_float("alpha", 0.2)), beta(node.attr_float("beta", 0.5)) {}

  template <class T>
  T operator()(T x) const {
    const T line = static_cast<T>(alpha) * x + static_cast<T>(beta);
    return line < T{0} ? T{0} : line > T{1} ? T{1} : line;
  }

  double alpha;
  double beta;
};

Term slope(const Node& node, const Term&, const Term& y) {
  const double alpha = node.attr_float("alpha", 0.2);
  // Strictly between the bounds.
  const Term inside = y.indicator(y.above(0)) * y.indicator(y.below(1));
  return alpha * inside;
}

}  // namespace

MORTISE_OPERATOR(HardSigmoid, 22) {
  define_unary<HardSigmoidFunction, FloatTypes>(op, "alpha x + beta, kept within 0 and 1")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("beta", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_HALF)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
