#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct TanFunction {
  template <class T>
  T operator()(T x) const {
    return std::tan(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Tan, 22) {
  define_unary<TanFunction, FloatTypes>(op, "The tangent").precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
