#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct SinFunction {
  template <class T>
  T operator()(T x) const {
    return std::sin(x);
  }
};

void gradient(Gradient& g) {
  const Value slope = g.b.node("Cos", {g.input_value(0)});
  g.set_input(0, g.b.node("Mul", {g.output(0), slope}));
}

}  // namespace

MORTISE_OPERATOR(Sin, 22) {
  define_unary<SinFunction, FloatTypes>(op, "The sine")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
