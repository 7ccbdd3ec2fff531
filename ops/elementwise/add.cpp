#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct AddFunction {
  template <class T>
  T operator()(T a, T b) const {
    return wrapping_add(a, b);
  }
};

void gradient(Gradient& g) {
  g.set_input(0, sum_to_input(g, g.output(0), 0));
  g.set_input(1, sum_to_input(g, g.output(0), 1));
}

}  // namespace

MORTISE_OPERATOR(Add, 14) {
  define_binary<AddFunction, NumericTypes>(op, "Adds two tensors, with broadcasting")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
             MORTISE_OPERATOR_ASSOCIATIVE)
      .forward([](const Node& node, size_t) { return forward_either(node, -0.0); })
      .gradient(&gradient);
}

}  // namespace mortise::ops
