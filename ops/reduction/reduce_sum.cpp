#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

template <class T>
struct Sum {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_SUM;
  void add(Compute<T> x) { sum = wrapping_add(sum, static_cast<Accumulator<T>>(x)); }
  Accumulator<T> result(int64_t) const { return sum; }
  Accumulator<T> sum = 0;
};

}  // namespace

MORTISE_OPERATOR(ReduceSum, 13) {
  define_reduction<Sum, NumericTypes>(op, "The sum over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient([](Gradient& g) { g.set_input(0, spread_over_reduced(g, g.output(0))); });
}

}  // namespace mortise::ops
