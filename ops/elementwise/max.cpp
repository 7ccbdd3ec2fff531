#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

// NaN wins.
struct MaxFunction {
  template <class T>
  T operator()(T a, T b) const {
    return (a > b || a != a) ? a : b;
  }
};

}  // namespace

MORTISE_OPERATOR(Max, 13) {
  define_variadic<MaxFunction, NumericTypes>(op, "The greatest of the inputs, element by element")
      .gradient(&extreme_gradient);
}

}  // namespace mortise::ops
