#include <cmath>

#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

// Kept as max + log(sum of exp(x - max)), which does not overflow.
template <class T>
struct LogSumExp {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_NONE;
  void add(Compute<T> value) {
    const double x = static_cast<double>(value);
    if (x == -std::numeric_limits<double>::infinity()) return;
    if (x > max) {
      sum = sum * std::exp(max - x) + 1;
      max = x;
    } else {
      sum += x == max ? 1 : std::exp(x - max);
    }
  }
  Accumulator<T> result(int64_t) const {
    return saturating_cast<Accumulator<T>>(sum == 0 ? max : max + std::log(sum));
  }
  double max = -std::numeric_limits<double>::infinity();
  double sum = 0;
};

Term slope(const Term& x, const Term& y) { return (x - y).exp(); }

}  // namespace

MORTISE_OPERATOR(ReduceLogSumExp, 18) {
  define_reduction<LogSumExp, NumericTypes>(op,
                                            "The logarithm of the sum of exponentials over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&reduction_gradient<&slope>);
}

}  // namespace mortise::ops
