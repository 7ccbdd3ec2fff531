#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct MulFunction {
  template <class T>
  T operator()(T a, T b) const {
    return wrapping_multiply(a, b);
  }
};

void gradient(Gradient& g) {
  g.set_input(0, sum_to_input(g, g.b.node("Mul", {g.output(0), g.input_value(1)}), 0));
  g.set_input(1, sum_to_input(g, g.b.node("Mul", {g.output(0), g.input_value(0)}), 1));
}

}  // namespace

MORTISE_OPERATOR(Mul, 14) {
  define_binary<MulFunction, NumericTypes>(
      op, "Multiplies two tensors element by element, with broadcasting")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
             MORTISE_OPERATOR_ASSOCIATIVE)
      .forward([](const Node& node, size_t) { return forward_either(node, 1); })
      .gradient(&gradient);
}

}  // namespace mortise::ops
