#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct GreaterOrEqualFunction {
  template <class T>
  bool operator()(T a, T b) const {
    return a >= b;
  }
};

}  // namespace

MORTISE_OPERATOR(GreaterOrEqual, 16) {
  define_comparison<GreaterOrEqualFunction, NumericTypes>(
      op, "a >= b, element by element, with broadcasting");
}

}  // namespace mortise::ops
