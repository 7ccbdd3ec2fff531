#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct NotFunction {
  bool operator()(bool x) const { return !x; }
};

}  // namespace

MORTISE_OPERATOR(Not, 1) { define_unary<NotFunction, TypeList<bool8>>(op, "The negation"); }

}  // namespace mortise::ops
