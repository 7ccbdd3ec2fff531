#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct SumFunction {
  template <class T>
  T operator()(T a, T b) const {
    return a + b;
  }
};

}  // namespace

MORTISE_OPERATOR(Sum, 13) {
  define_variadic<SumFunction, FloatTypes>(op, "The sum of the inputs, element by element");
}

}  // namespace mortise::ops
