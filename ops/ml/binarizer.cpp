#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct BinarizerFunction {
  explicit BinarizerFunction(const Node& node) : threshold(node.attr_float("threshold", 0)) {}
  template <class T>
  T operator()(T x) const {
    return static_cast<double>(x) > threshold ? T{1} : T{0};
  }
  double threshold;
};

}  // namespace

MORTISE_OPERATOR(Binarizer, 1) {
  define_unary<BinarizerFunction, TypeList<float, double, int32_t, int64_t>>(
      op, "1 above a threshold, and 0 up to it")
      .attribute("threshold", MORTISE_ATTRIBUTE_FLOAT)
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
