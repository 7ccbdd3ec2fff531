#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct LeakyReluFunction {
  explicit LeakyReluFunction(const Node& node) : alpha(node.attr_float("alpha", 0.01)) {}

  template <class T>
  T operator()(T x) const {
    return x < T{0} ? static_cast<T>(alpha) * x : x;
  }

  double alpha;
};

}  // namespace

MORTISE_OPERATOR(LeakyRelu, 16) {
  define_unary<LeakyReluFunction, FloatTypes>(op, "x, or alpha x below zero")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT);
}

}  // namespace mortise::ops
