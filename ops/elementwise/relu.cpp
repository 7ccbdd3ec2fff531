#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct ReluFunction {
  template <class T>
  T operator()(T x) const {
    return x < T{0} ? T{0} : x;  // NaN stays NaN
  }
};

// The gradient passes where the input was above 0.
void gradient(Gradient& g) {
  const uint32_t dtype = g.node.dtype(0);
  const Value passes = g.b.node("Greater", {g.input_value(0), g.b.scalar(dtype, 0)});
  g.set_input(0, g.b.node("Mul", {g.output(0), g.b.node("Cast", {passes}, {{"to", dtype}})}));
}

}  // namespace

MORTISE_OPERATOR(Relu, 14) {
  define_unary<ReluFunction, SignedNumericTypes>(op, "max(x, 0), element by element")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_IDEMPOTENT)
      .gradient(&gradient);
}

}  // namespace mortise::ops
