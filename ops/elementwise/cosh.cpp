#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct CoshFunction {
  template <class T>
  T operator()(T x) const {
    return std::cosh(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Cosh, 22) {
  define_unary<CoshFunction, FloatTypes>(op, "The hyperbolic cosine")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
