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

// Each element has an equal part: the size of the result over that of the input.
void gradient(Gradient& g) {
  if (!g.node.shape_known(0) || !all_known(g.node.output_shape(0))) {
    unsupported("the gradient needs shapes that are known");
  }
  const double part = static_cast<double>(element_count(g.node.output_shape(0))) /
                      static_cast<double>(element_count(g.node.shape(0)));
  const Value scaled = g.b.node("Mul", {g.output(0), g.b.scalar(g.node.dtype(0), part)});
  g.set_input(0, spread_over_reduced(g, scaled));
}

}  // namespace

MORTISE_OPERATOR(ReduceMean, 18) {
  define_reduction<Mean, NumericTypes>(op, "The mean over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
