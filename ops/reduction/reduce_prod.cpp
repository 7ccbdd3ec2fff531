#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

template <class T>
struct Prod {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_PRODUCT;
  void add(Compute<T> x) { product = wrapping_multiply(product, static_cast<Accumulator<T>>(x)); }
  Accumulator<T> result(int64_t) const { return product; }
  Accumulator<T> product = 1;
};

}  // namespace

MORTISE_OPERATOR(ReduceProd, 18) {
  define_reduction<Prod, NumericTypes>(op, "The product over axes")
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace mortise::ops
