#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AsinhFunction {
  template <class T>
  T operator()(T x) const {
    return std::asinh(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Asinh, 22) {
  define_unary<AsinhFunction, FloatTypes>(op, "The inverse hyperbolic sine")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
