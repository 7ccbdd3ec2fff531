#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct ExpFunction {
  template <class T>
  T operator()(T x) const {
    return std::exp(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Exp, 13) {
  define_unary<ExpFunction, FloatTypes>(op, "The exponential of each element")
      .precision(MORTISE_PRECISION_FULL)
      .gradient([](Gradient& g) {
        g.set_input(0, g.b.node("Mul", {g.output(0), g.output_value(0)}));
      });
}

}  // namespace mortise::ops
