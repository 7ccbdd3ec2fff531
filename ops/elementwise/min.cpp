#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

// NaN wins.
struct MinFunction {
  template <class T>
  T operator()(T a, T b) const {
    return (a < b || a != a) ? a : b;
  }
};

}  // namespace

MORTISE_OPERATOR(Min, 13) {
  define_variadic<MinFunction, NumericTypes>(op, "The least of the inputs, element by element")
      .gradient(&extreme_gradient);
}

}  // namespace mortise::ops
