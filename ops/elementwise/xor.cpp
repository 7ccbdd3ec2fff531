#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct XorFunction {
  bool operator()(bool a, bool b) const { return a != b; }
};

}  // namespace

MORTISE_OPERATOR(Xor, 7) {
  define_binary<XorFunction, TypeList<bool8>>(op, "One, but not both, with broadcasting");
}

}  // namespace mortise::ops
