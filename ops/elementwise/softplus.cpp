#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct SoftplusFunction {
  template <class T>
  T operator()(T x) const {
    // The larger part taken out, so that nothing overflows.
    return (x > T{0} ? x : T{0}) + std::log1p(std::exp(-std::abs(x)));
  }
};

void gradient(Gradient& g) {
  const Value slope = g.b.node("Sigmoid", {g.input_value(0)});
  g.set_input(0, g.b.node("Mul", {g.output(0), slope}));
}

}  // namespace

MORTISE_OPERATOR(Softplus, 22) {
  define_unary<SoftplusFunction, FloatTypes>(op, "log(1 + exp(x))")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
