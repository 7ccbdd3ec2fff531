#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

template <class T>
struct SumSquare {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_SUM;
  void add(Compute<T> x) {
    const auto wide = static_cast<Accumulator<T>>(x);
    sum = wrapping_add(sum, wrapping_multiply(wide, wide));
  }
  Accumulator<T> result(int64_t) const { return sum; }
  Accumulator<T> sum = 0;
};

Term slope(const Term& x, const Term&) { return 2 * x; }

}  // namespace

MORTISE_OPERATOR(ReduceSumSquare, 18) {
  define_reduction<SumSquare, NumericTypes>(op, "The sum of squares over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&reduction_gradient<&slope>);
}

}  // namespace mortise::ops
