#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct PReluFunction {
  template <class T>
  T operator()(T x, T slope) const {
    if constexpr (std::is_floating_point_v<T>) {
      return x < T{0} ? slope * x : x;
    } else {
      return x < T{0} ? wrapping_multiply(slope, x) : x;
    }
  }
};

void gradient(Gradient& g) {
  const Term x = input_term(g, 0), dy = output_gradient(g, 0);
  const Value is_below = x.below(0);
  g.set_input(0, sum_to_input(g, (dy * input_term(g, 1)).where(is_below, dy).value(), 0));
  g.set_input(1, sum_to_input(g, (dy * x).where(is_below, 0).value(), 1));
}

}  // namespace

MORTISE_OPERATOR(PRelu, 16) {
  define_binary<PReluFunction, NumericTypes>(op, "x, or slope x below zero; the slope broadcasts")
      .gradient(&gradient);
}

}  // namespace mortise::ops
