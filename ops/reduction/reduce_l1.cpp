#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

template <class T>
struct L1 {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_SUM;
  void add(Compute<T> x) {
    const auto wide = static_cast<Accumulator<T>>(x);
    sum = wide < 0 ? wrapping_subtract(sum, wide) : wrapping_add(sum, wide);
  }
  Accumulator<T> result(int64_t) const { return sum; }
  Accumulator<T> sum = 0;
};

Term slope(const Term& x, const Term&) { return x.apply("Sign"); }

}  // namespace

MORTISE_OPERATOR(ReduceL1, 18) {
  define_reduction<L1, NumericTypes>(op, "The sum of absolute values over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&reduction_gradient<&slope>);
}

}  // namespace mortise::ops
