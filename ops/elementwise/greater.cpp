#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct GreaterFunction {
  template <class T>
  bool operator()(T a, T b) const {
    return a > b;
  }
};

}  // namespace

MORTISE_OPERATOR(Greater, 13) {
  define_comparison<GreaterFunction, NumericTypes>(op,
                                                   "a > b, element by element, with broadcasting");
}

}  // namespace mortise::ops
