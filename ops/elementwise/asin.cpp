#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AsinFunction {
  template <class T>
  T operator()(T x) const {
    return std::asin(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Asin, 22) {
  define_unary<AsinFunction, FloatTypes>(op, "The inverse sine").precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
