#include <cmath>

#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

template <class T>
struct LogSum {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_NONE;
  void add(Compute<T> x) { sum += static_cast<double>(x); }
  Accumulator<T> result(int64_t) const { return saturating_cast<Accumulator<T>>(std::log(sum)); }
  double sum = 0;
};

Term slope(const Term&, const Term& y) { return (-y).exp(); }

}  // namespace

MORTISE_OPERATOR(ReduceLogSum, 18) {
  define_reduction<LogSum, NumericTypes>(op, "The logarithm of the sum over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&reduction_gradient<&slope>);
}

}  // namespace mortise::ops
