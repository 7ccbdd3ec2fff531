#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct NotFunction {
  bool operator()(bool x) const { return !x; }
};

}  // namespace

MORTISE_OPERATOR(Not, 1) {
  define_unary<NotFunction, TypeList<bool8>>(op, "The negation")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_INVOLUTION);
}

}  // namespace mortise::ops
