#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

// Integers divide towards zero; by zero they give 0, so that no input can stop the process.
struct DivFunction {
  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_integral_v<T>) {
      if (b == 0) return T{0};
      if constexpr (std::is_signed_v<T>) {
        if (b == T{-1}) return wrapping_subtract(T{0}, a);
      }
    }
    return static_cast<T>(a / b);
  }
};

// d(a/b) = da/b - (a/b)/b db
void gradient(Gradient& g) {
  const Value quotient = g.b.node("Div", {g.output(0), g.input_value(1)});
  g.set_input(0, sum_to_input(g, quotient, 0));
  const Value scaled = g.b.node("Mul", {quotient, g.output_value(0)});
  g.set_input(1, sum_to_input(g, g.b.node("Neg", {scaled}), 1));
}

}  // namespace

MORTISE_OPERATOR(Div, 14) {
  define_binary<DivFunction, NumericTypes>(op, "Divides one tensor by another, with broadcasting")
      .gradient(&gradient)
      .forward([](const Node& node, size_t) { return forward_left(node, 1); });
}

}  // namespace mortise::ops
