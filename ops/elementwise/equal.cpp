#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct EqualFunction {
  template <class T>
  bool operator()(T a, T b) const {
    return a == b;
  }
};

}  // namespace

MORTISE_OPERATOR(Equal, 19) {
  define_comparison<EqualFunction, PlainTypes>(op, "a = b, element by element, with broadcasting");
}

}  // namespace mortise::ops
