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
      op, "Either, and not both, bit by bit, with broadcasting");
}

}  // namespace mortise::ops
