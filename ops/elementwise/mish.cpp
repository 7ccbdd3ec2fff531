#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct MishFunction {
  template <class T>
  T operator()(T x) const {
    const T softplus = (x > T{0} ? x : T{0}) + std::log1p(std::exp(-std::abs(x)));
    return x * std::tanh(softplus);
  }
};

}  // namespace

MORTISE_OPERATOR(Mish, 22) {
  define_unary<MishFunction, FloatTypes>(op, "x tanh(log(1 + exp(x)))")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
