#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct CeilFunction {
  template <class T>
  T operator()(T x) const {
    return std::ceil(x);
  }
};

}  // namespace

MORTISE_OPERATOR(Ceil, 13) {
  define_unary<CeilFunction, FloatTypes>(op, "The least whole number that is not below x");
}

}  // namespace mortise::ops
