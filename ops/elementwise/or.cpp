#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct OrFunction {
  bool operator()(bool a, bool b) const { return a || b; }
};

}  // namespace

MORTISE_OPERATOR(Or, 7) {
  define_binary<OrFunction, TypeList<bool8>>(op, "Either or both, with broadcasting")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
             MORTISE_OPERATOR_ASSOCIATIVE)
      .forward([](const Node& node, size_t) { return forward_either(node, 0); });
}

}  // namespace mortise::ops
