#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

// Integers and fmod 0: the sign of the divisor, as Python has it; fmod 1: that of the dividend, as C has it.
struct ModFunction {
  explicit ModFunction(const Node& node) : like_c(node.attr_int("fmod", 0) != 0) {
    const uint32_t dtype = node.dtype(0);
    if (!like_c && dtype_set(FloatTypes{}).contains(dtype)) {
      invalid("attribute fmod is 0; it must be 1 for floating-point inputs");
    }
  }

  template <class T>
  T operator()(T a, T b) const {
    if constexpr (std::is_floating_point_v<T>) {
      return std::fmod(a, b);
    } else {
      if (b == T{0}) return T{0};
      if constexpr (std::is_signed_v<T>) {
        // The one quotient that overflows has no remainder.
        if (b == T{-1}) return T{0};
        const T rest = static_cast<T>(a % b);
        return !like_c && rest != 0 && (rest < 0) != (b < 0) ? static_cast<T>(rest + b) : rest;
      } else {
        return static_cast<T>(a % b);
      }
    }
  }

  bool like_c;
};

// a - b n, with the whole number n = (a - y) / b
void gradient(Gradient& g) {
  g.set_input(0, sum_to_input(g, g.output(0), 0));
  const Term quotient = (input_term(g, 0) - output_term(g, 0)) / input_term(g, 1);
  g.set_input(1, sum_to_input(g, (-output_gradient(g, 0) * quotient.apply("Round")).value(), 1));
}

}  // namespace

MORTISE_OPERATOR(Mod, 13) {
  define_binary<ModFunction, NumericTypes>(op, "The remainder of a / b")
      .attribute("fmod", MORTISE_ATTRIBUTE_INT)
      .gradient(&gradient);
}

}  // namespace mortise::ops
