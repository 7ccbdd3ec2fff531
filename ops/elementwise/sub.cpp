#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct SubFunction {
  template <class T>
  T operator()(T a, T b) const {
    return wrapping_subtract(a, b);
  }
};

void gradient(Gradient& g) {
  g.set_input(0, sum_to_input(g, g.output(0), 0));
  g.set_input(1, sum_to_input(g, g.b.node("Neg", {g.output(0)}), 1));
}

}  // namespace

MORTISE_OPERATOR(Sub, 14) {
  define_binary<SubFunction, NumericTypes>(op,
                                           "Subtracts one tensor from another, with broadcasting")
      .gradient(&gradient)
      .forward([](const Node& node, size_t) { return forward_left(node, 0); });
}

}  // namespace mortise::ops
