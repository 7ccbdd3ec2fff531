#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct SqrtFunction {
  template <class T>
  T operator()(T x) const {
    return std::sqrt(x);
  }
};

// d sqrt(x) = dx / (2 sqrt(x))
void gradient(Gradient& g) {
  const Value twice = g.b.node("Add", {g.output_value(0), g.output_value(0)});
  g.set_input(0, g.b.node("Div", {g.output(0), twice}));
}

}  // namespace

MORTISE_OPERATOR(Sqrt, 13) {
  define_unary<SqrtFunction, FloatTypes>(op, "The square root of each element")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
