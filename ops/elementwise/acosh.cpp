#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AcoshFunction {
  template <class T>
  T operator()(T x) const {
    return std::acosh(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Acosh, 22) {
  define_unary<AcoshFunction, FloatTypes>(op, "The inverse hyperbolic cosine")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
