#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct ReciprocalFunction {
  template <class T>
  T operator()(T x) const {
    return T{1} / x;
  }
};

void gradient(Gradient& g) {
  const Value square = g.b.node("Mul", {g.output_value(0), g.output_value(0)});
  g.set_input(0, g.b.node("Neg", {g.b.node("Mul", {g.output(0), square})}));
}

}  // namespace

MORTISE_OPERATOR(Reciprocal, 13) {
  define_unary<ReciprocalFunction, FloatTypes>(op, "1 / x")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
