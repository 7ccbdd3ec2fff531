#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct BitwiseAndFunction {
  template <class T>
  T operator()(T a, T b) const {
    return static_cast<T>(a & b);
  }
};

}  // namespace

MORTISE_OPERATOR(BitwiseAnd, 18) {
  define_binary<BitwiseAndFunction, IntegerTypes>(op, "Both, bit by bit, with broadcasting")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
             MORTISE_OPERATOR_ASSOCIATIVE);
}

}  // namespace mortise::ops
