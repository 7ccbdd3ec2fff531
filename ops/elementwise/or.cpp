#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct OrFunction {
  bool operator()(bool a, bool b) const { return a || b; }
};

}  // namespace

MORTISE_OPERATOR(Or, 7) {
  define_binary<OrFunction, TypeList<bool8>>(op, "Either or both, with broadcasting");
}

}  // namespace mortise::ops
