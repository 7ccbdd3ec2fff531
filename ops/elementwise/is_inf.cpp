#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct IsInfFunction {
  explicit IsInfFunction(const Node& node)
      : positive(node.attr_int("detect_positive", 1) != 0),
        negative(node.attr_int("detect_negative", 1) != 0) {}

  template <class T>
  bool operator()(T x) const {
    return std::isinf(x) && (x > T{0} ? positive : negative);
  }

  bool positive;
  bool negative;
};

}  // namespace

MORTISE_OPERATOR(IsInf, 20) {
  define_test<IsInfFunction, FloatTypes>(op, "Whether an element is infinite")
      .attribute("detect_negative", MORTISE_ATTRIBUTE_INT)
      .attribute("detect_positive", MORTISE_ATTRIBUTE_INT);
}

}  // namespace mortise::ops
