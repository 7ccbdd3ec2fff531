#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AbsFunction {
  template <class T>
  T operator()(T x) const {
    if constexpr (std::is_floating_point_v<T>) {
      return std::abs(x);
    } else if constexpr (std::is_signed_v<T>) {
      return x < T{0} ? wrapping_subtract(T{0}, x) : x;
    } else {
      return x;
    }
  }
};

void gradient(Gradient& g) {
  g.set_input(0, g.b.node("Mul", {g.output(0), g.b.node("Sign", {g.input_value(0)})}));
}

}  // namespace

MORTISE_OPERATOR(Abs, 13) {
  define_unary<AbsFunction, NumericTypes>(op, "The absolute value")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_IDEMPOTENT)
      .gradient(&gradient);
}

}  // namespace mortise::ops
