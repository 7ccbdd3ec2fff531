#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct SoftsignFunction {
  template <class T>
  T operator()(T x) const {
    return x / (T{1} + std::abs(x));
  }
};

}  // namespace

MORTISE_OPERATOR(Softsign, 22) {
  define_unary<SoftsignFunction, FloatTypes>(op, "x / (1 + |x|)").precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
