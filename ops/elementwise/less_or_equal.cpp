#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct LessOrEqualFunction {
  template <class T>
  bool operator()(T a, T b) const {
    return a <= b;
  }
};

}  // namespace

MORTISE_OPERATOR(LessOrEqual, 16) {
  define_comparison<LessOrEqualFunction, NumericTypes>(
      op, "a <= b, element by element, with broadcasting");
}

}  // namespace mortise::ops
