#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AndFunction {
  bool operator()(bool a, bool b) const { return a && b; }
};

}  // namespace

MORTISE_OPERATOR(And, 7) {
  define_binary<AndFunction, TypeList<bool8>>(op, "Both, with broadcasting")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
             MORTISE_OPERATOR_ASSOCIATIVE)
      .forward([](const Node& node, size_t) { return forward_either(node, 1); });
}

}  // namespace mortise::ops
