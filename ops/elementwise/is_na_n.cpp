#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct IsNaNFunction {
  template <class T>
  bool operator()(T x) const {
    return x != x;
  }
};

}  // namespace

MORTISE_OPERATOR(IsNaN, 20) {
  define_test<IsNaNFunction, FloatTypes>(op, "Whether an element is not a number");
}

}  // namespace mortise::ops
