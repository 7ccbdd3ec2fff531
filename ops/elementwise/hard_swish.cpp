#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct HardSwishFunction {
  template <class T>
  T operator()(T x) const {
    const T line = x / T{6} + T(0.5);
    return x * (line < T{0} ? T{0} : line > T{1} ? T{1} : line);
  }
};

Term slope(const Node&, const Term& x, const Term&) {
  const Term middle = (1. / 3) * x + 0.5;
  return middle.where(x.below(3), 1).where(x.above(-3), 0);
}

}  // namespace

MORTISE_OPERATOR(HardSwish, 22) {
  define_unary<HardSwishFunction, FloatTypes>(op, "x times a line from 0 at -3 to 1 at 3")
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
