#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

// Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016; `tanh` names their approximation.
struct GeluFunction {
  explicit GeluFunction(const Node& node) {
    const std::string_view kind = node.attr_string("approximate", "none");
    if (kind != "none" && kind != "tanh") {
      invalid("attribute approximate is ", kind, "; it must be none or tanh");
    }
    approximate = kind == "tanh";
  }

  template <class T>
  T operator()(T x) const {
    const double v = static_cast<double>(x);
    // sqrt(2 / pi), 1 / sqrt(2)
    const double inner = 0.7978845608028654 * (v + 0.044715 * v * v * v);
    const double part = approximate ? std::tanh(inner) : std::erf(v * 0.7071067811865476);
    return static_cast<T>(0.5 * v * (1 + part));
  }

  bool approximate = false;
};

Term slope(const Node& node, const Term& x, const Term&) {
  const double density_factor = 0.3989422804014327;  // 1 / sqrt(2 pi)
  if (!GeluFunction(node).approximate) {
    const Term share = 0.5 * (0.7071067811865476 * x).apply("Erf") + 0.5;
    return share + x * (density_factor * (-0.5 * (x * x)).exp());
  }
  // y = x (1 + tanh u) / 2 with u = a (x + b x^3)
  const Term square = x * x;
  const Term tanh = (0.7978845608028654 * (x + 0.044715 * (square * x))).apply("Tanh");
  const Term inner_slope = 0.7978845608028654 * (3 * 0.044715 * square + 1);
  return 0.5 * (tanh + 1) + 0.5 * (x * (1 - tanh * tanh) * inner_slope);
}

}  // namespace

MORTISE_OPERATOR(Gelu, 20) {
  define_unary<GeluFunction, FloatTypes>(op, "x times the normal distribution's share below x")
      .attribute("approximate", MORTISE_ATTRIBUTE_STRING)
      .gradient(&unary_gradient<&slope>);
}

}  // namespace mortise::ops
