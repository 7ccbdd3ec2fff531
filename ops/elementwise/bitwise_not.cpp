#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct BitwiseNotFunction {
  template <class T>
  T operator()(T x) const {
    return static_cast<T>(~x);
  }
};

}  // namespace

MORTISE_OPERATOR(BitwiseNot, 18) {
  define_unary<BitwiseNotFunction, IntegerTypes>(op, "Every bit the other way")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_INVOLUTION);
}

}  // namespace mortise::ops
