#include <cmath>

#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

template <class T>
struct L2 {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_NONE;
  void add(Compute<T> x) { sum += static_cast<double>(x) * static_cast<double>(x); }
  Accumulator<T> result(int64_t) const { return saturating_cast<Accumulator<T>>(std::sqrt(sum)); }
  double sum = 0;
};

Term slope(const Term& x, const Term& y) { return norm_slope(x, y, 2); }

}  // namespace

MORTISE_OPERATOR(ReduceL2, 18) {
  define_reduction<L2, NumericTypes>(op, "The square root of the sum of squares over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&reduction_gradient<&slope>);
}

}  // namespace mortise::ops
