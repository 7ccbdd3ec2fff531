#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct PReluFunction {
  template <class T>
  T operator()(T x, T slope) const {
    if constexpr (std::is_floating_point_v<T>) {
      return x < T{0} ? slope * x : x;
    } else {
      return x < T{0} ? wrapping_multiply(slope, x) : x;
    }
  }
};

}  // namespace

MORTISE_OPERATOR(PRelu, 16) {
  define_binary<PReluFunction, NumericTypes>(op, "x, or slope x below zero; the slope broadcasts");
}

}  // namespace mortise::ops
