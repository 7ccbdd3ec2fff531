#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct HardSwishFunction {
  template <class T>
  T operator()(T x) const {
    const T line = x / T{6} + T(0.5);
    return x * (line < T{0} ? T{0} : line > T{1} ? T{1} : line);
  }
};

}  // namespace

MORTISE_OPERATOR(HardSwish, 22) {
  define_unary<HardSwishFunction, FloatTypes>(op, "x times a line from 0 at -3 to 1 at 3");
}

}  // namespace mortise::ops
