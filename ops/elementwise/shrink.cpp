#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct ShrinkFunction {
  explicit ShrinkFunction(const Node& node)
      : bias(node.attr_float("bias", 0)), lambd(node.attr_float("lambd", 0.5)) {}

  template <class T>
  T operator()(T x) const {
    const double value = static_cast<double>(x);
    if (value < -lambd) return static_cast<T>(value + bias);
    return value > lambd ? static_cast<T>(value - bias) : T{0};
  }

  double bias;
  double lambd;
};

Term slope(const Node& node, const Term& x, const Term&) {
  const double lambd = node.attr_float("lambd", 0.5);
  return x.indicator(x.below(-lambd)) + x.indicator(x.above(lambd));
}

}  // namespace

MORTISE_OPERATOR(Shrink, 9) {
  define_unary<ShrinkFunction, NumericTypes>(
      op, "x moved towards zero by bias outside [-lambd, lambd], 0 within")
      .attribute("bias", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("lambd", MORTISE_ATTRIBUTE_FLOAT)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
