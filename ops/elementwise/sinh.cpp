#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct SinhFunction {
  template <class T>
  T operator()(T x) const {
    return std::sinh(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Sinh, 22) {
  define_unary<SinhFunction, FloatTypes>(op, "The hyperbolic sine")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
