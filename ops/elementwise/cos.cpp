#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct CosFunction {
  template <class T>
  T operator()(T x) const {
    return std::cos(x);
  }
};

void gradient(Gradient& g) {
  const Value slope = g.b.node("Neg", {g.b.node("Sin", {g.input_value(0)})});
  g.set_input(0, g.b.node("Mul", {g.output(0), slope}));
}

}  // namespace

MORTISE_OPERATOR(Cos, 22) {
  define_unary<CosFunction, FloatTypes>(op, "The cosine")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
