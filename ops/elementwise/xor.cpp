#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct XorFunction {
  bool operator()(bool a, bool b) const { return a != b; }
};

}  // namespace

MORTISE_OPERATOR(Xor, 7) {
  define_binary<XorFunction, TypeList<bool8>>(op, "One, but not both, with broadcasting")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
             MORTISE_OPERATOR_ASSOCIATIVE)
      .forward([](const Node& node, size_t) { return forward_either(node, 0); });
}

}  // namespace mortise::ops
