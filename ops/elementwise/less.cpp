#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct LessFunction {
  template <class T>
  bool operator()(T a, T b) const {
    return a < b;
  }
};

}  // namespace

MORTISE_OPERATOR(Less, 13) {
  define_comparison<LessFunction, NumericTypes>(op, "a < b, element by element, with broadcasting");
}

}  // namespace mortise::ops
