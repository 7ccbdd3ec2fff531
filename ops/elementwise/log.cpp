#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct LogFunction {
  template <class T>
  T operator()(T x) const {
    return std::log(x);
  }
};

void gradient(Gradient& g) { g.set_input(0, g.b.node("Div", {g.output(0), g.input_value(0)})); }

}  // namespace

MORTISE_OPERATOR(Log, 13) {
  define_unary<LogFunction, FloatTypes>(op, "The natural logarithm")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
