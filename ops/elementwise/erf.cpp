#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct ErfFunction {
  template <class T>
  T operator()(T x) const {
    return std::erf(x);
  }
};

void gradient(Gradient& g) {
  const uint32_t dtype = g.node.dtype(0);
  const Value x = g.input_value(0);
  const Value square = g.b.node("Neg", {g.b.node("Mul", {x, x})});
  // 2 / sqrt(pi)
  const Value factor = g.b.scalar(dtype, 1.1283791670955126);
  const Value slope = g.b.node("Mul", {factor, g.b.node("Exp", {square})});
  g.set_input(0, g.b.node("Mul", {g.output(0), slope}));
}

}  // namespace

MORTISE_OPERATOR(Erf, 13) {
  define_unary<ErfFunction, FloatTypes>(op, "The error function")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
