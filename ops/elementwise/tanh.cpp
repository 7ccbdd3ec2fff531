#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct TanhFunction {
  template <class T>
  T operator()(T x) const {
    return std::tanh(x);
  }
};

void gradient(Gradient& g) {
  const uint32_t dtype = g.node.dtype(0);
  const Value square = g.b.node("Mul", {g.output_value(0), g.output_value(0)});
  const Value slope = g.b.node("Sub", {g.b.scalar(dtype, 1), square});
  g.set_input(0, g.b.node("Mul", {g.output(0), slope}));
}

}  // namespace

MORTISE_OPERATOR(Tanh, 13) {
  define_unary<TanhFunction, FloatTypes>(op, "The hyperbolic tangent").gradient(&gradient);
}

}  // namespace mortise::ops
