#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AtanFunction {
  template <class T>
  T operator()(T x) const {
    return std::atan(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Atan, 22) {
  define_unary<AtanFunction, FloatTypes>(op, "The inverse tangent")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
