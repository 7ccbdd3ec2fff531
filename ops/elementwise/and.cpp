#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct AndFunction {
  bool operator()(bool a, bool b) const { return a && b; }
};

}  // namespace

MORTISE_OPERATOR(And, 7) {
  define_binary<AndFunction, TypeList<bool8>>(op, "Both, with broadcasting");
}

}  // namespace mortise::ops
