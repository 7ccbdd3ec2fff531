#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct MishFunction {
  template <class T>
  T operator()(T x) const {
    const T softplus = (x > T{0} ? x : T{0}) + std::log1p(std::exp(-std::abs(x)));
    return x * std::tanh(softplus);
  }
};

Term slope(const Node&, const Term& x, const Term&) {
  const Term tanh = x.apply("Softplus").apply("Tanh");
  return tanh + x * (1 - tanh * tanh) * x.apply("Sigmoid");
}

}  // namespace

MORTISE_OPERATOR(Mish, 22) {
  define_unary<MishFunction, FloatTypes>(op, "x tanh(log(1 + exp(x)))")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
