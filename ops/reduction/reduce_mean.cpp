#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

template <class T>
struct Mean {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_NONE;
  void add(Compute<T> x) { sum = wrapping_add(sum, static_cast<Accumulator<T>>(x)); }
  /// Integers: towards zero, and 0 for no elements.
  Accumulator<T> result(int64_t count) const {
    if constexpr (!kIsFloat<T>) {
      if (count == 0) return 0;
    }
    return sum / static_cast<Accumulator<T>>(count);
  }
  Accumulator<T> sum = 0;
};

// Each element has an equal part.
void gradient(Gradient& g) {
  const Term scaled = output_gradient(g, 0) * size_ratio(g);
  g.set_input(0, spread_over_reduced(g, scaled.value()));
}

}  // namespace

MORTISE_OPERATOR(ReduceMean, 18) {
  define_reduction<Mean, NumericTypes>(op, "The mean over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
