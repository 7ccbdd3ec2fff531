#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct SwishFunction {
  explicit SwishFunction(const Node& node) : alpha(node.attr_float("alpha", 1)) {}
  template <class T>
  T operator()(T x) const {
    const auto value = static_cast<double>(x);
    return static_cast<T>(value / (1 + std::exp(-alpha * value)));
  }
  double alpha;
};

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value x = node.input_id(0);
  const Value scaled = b.node("Mul", {x, b.scalar(node.dtype(0), node.attr_float("alpha", 1))});
  return {b.node("Mul", {x, b.node("Sigmoid", {scaled})})};
}

Term slope(const Node& node, const Term& x, const Term& y) {
  const double alpha = node.attr_float("alpha", 1);
  const Term sigmoid = (alpha * x).apply("Sigmoid");
  return sigmoid + alpha * (y * (1 - sigmoid));
}

}  // namespace

MORTISE_OPERATOR(Swish, 24) {
  define_unary<SwishFunction, FloatTypes>(op, "x * sigmoid(alpha * x)")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .decompose(&decompose)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
