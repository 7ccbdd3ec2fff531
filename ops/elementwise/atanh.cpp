#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AtanhFunction {
  template <class T>
  T operator()(T x) const {
    return std::atanh(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Atanh, 22) {
  define_unary<AtanhFunction, FloatTypes>(op, "The inverse hyperbolic tangent")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
