#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AcosFunction {
  template <class T>
  T operator()(T x) const {
    return std::acos(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Acos, 22) {
  define_unary<AcosFunction, FloatTypes>(op, "The inverse cosine")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
