#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct FloorFunction {
  template <class T>
  T operator()(T x) const {
    return std::floor(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Floor, 13) {
  define_unary<FloorFunction, FloatTypes>(op, "The greatest whole number that is not above x")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_IDEMPOTENT)
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
