#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct BitwiseXorFunction {
  template <class T>
  T operator()(T a, T b) const {
    return static_cast<T>(a ^ b);
  }
};

}  // namespace

MORTISE_OPERATOR(BitwiseXor, 18) {
  define_binary<BitwiseXorFunction, IntegerTypes>(
      op, "Either, and not both, bit by bit, with broadcasting")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
             MORTISE_OPERATOR_ASSOCIATIVE)
      .forward([](const Node& node, size_t) { return forward_either(node, 0); });
}

}  // namespace mortise::ops
