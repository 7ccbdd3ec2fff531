#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct CeluFunction {
  explicit CeluFunction(const Node& node) : alpha(node.attr_float("alpha", 1)) {}

  template <class T>
  T operator()(T x) const {
    const T a = static_cast<T>(alpha);
    return x < T{0} ? a * std::expm1(x / a) : x;
  }

  double alpha;
};

}  // namespace

MORTISE_OPERATOR(Celu, 12) {
  define_unary<CeluFunction, FloatTypes>(op, "x, or alpha (exp(x / alpha) - 1) below zero")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
