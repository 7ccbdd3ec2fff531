#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct SigmoidFunction {
  template <class T>
  T operator()(T x) const {
    return T{1} / (T{1} + std::exp(-x));
  }
};

// dx = dy y (1 - y)
void gradient(Gradient& g) {
  const Value rest = g.b.node("Sub", {g.b.scalar(g.node.dtype(0), 1), g.output_value(0)});
  const Value slope = g.b.node("Mul", {g.output_value(0), rest});
  g.set_input(0, g.b.node("Mul", {g.output(0), slope}));
}

}  // namespace

MORTISE_OPERATOR(Sigmoid, 13) {
  define_unary<SigmoidFunction, FloatTypes>(op, "1 / (1 + exp(-x)), element by element")
      .precision(MORTISE_PRECISION_HALF)
      .gradient(&gradient);
}

}  // namespace mortise::ops
