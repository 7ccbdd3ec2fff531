#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct SumFunction {
  template <class T>
  T operator()(T a, T b) const {
    return a + b;
  }
};

void gradient(Gradient& g) {
  for (size_t i = 0; i < g.node.input_count(); ++i) g.set_input(i, sum_to_input(g, g.output(0), i));
}

}  // namespace

MORTISE_OPERATOR(Sum, 13) {
  define_variadic<SumFunction, FloatTypes>(op, "The sum of the inputs, element by element")
      .gradient(&gradient);
}

}  // namespace mortise::ops
