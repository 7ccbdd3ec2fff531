#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct ThresholdedReluFunction {
  explicit ThresholdedReluFunction(const Node& node) : alpha(node.attr_float("alpha", 1)) {}

  template <class T>
  T operator()(T x) const {
    return x > static_cast<T>(alpha) ? x : T{0};
  }

  double alpha;
};

}  // namespace

MORTISE_OPERATOR(ThresholdedRelu, 22) {
  define_unary<ThresholdedReluFunction, FloatTypes>(op, "x above alpha, else 0")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT);
}

}  // namespace mortise::ops
