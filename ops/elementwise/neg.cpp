#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct NegFunction {
  template <class T>
  T operator()(T x) const {
    if constexpr (std::is_floating_point_v<T>) {
      return -x;
    } else {
      return wrapping_subtract(T{0}, x);
    }
  }
};

}  // namespace

MORTISE_OPERATOR(Neg, 13) {
  define_unary<NegFunction, SignedNumericTypes>(op, "Negates each element")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_INVOLUTION)
      .gradient([](Gradient& g) { g.set_input(0, g.b.node("Neg", {g.output(0)})); });
}

}  // namespace mortise::ops
