#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct ThresholdedReluFunction {
  explicit ThresholdedReluFunction(const Node& node) : alpha(node.attr_float("alpha", 1)) {}

  template <class T>
  T operator()(T x) const {
    return x > static_cast<T>(alpha) ? x : T{0};
  }

  double alpha;
};

Term slope(const Node& node, const Term& x, const Term&) {
  return x.indicator(x.above(node.attr_float("alpha", 1)));
}

}  // namespace

MORTISE_OPERATOR(ThresholdedRelu, 22) {
  define_unary<ThresholdedReluFunction, FloatTypes>(op, "x above alpha, else 0")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
