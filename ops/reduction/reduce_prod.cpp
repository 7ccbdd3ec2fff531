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

// The product of all others: the quotient by x, but where x is zero the product of what is not, unless that is another.
void gradient(Gradient& g) {
  const Term x = input_term(g, 0);
  const Value is_zero = x.equal(0);
  const Term zeros(g.b, x.dtype(), sum_over_reduced(g, x.indicator(is_zero).value()));
  const Term others = x.number(1).where(is_zero, x);
  const Value again = run_again(g, {{0, others.value()}}, {{"keepdims", 1}});
  const Term product(g.b, x.dtype(), again);
  const Term one_zero = product.where(zeros.equal(1), 0);
  const Term no_zero = product.where(zeros.equal(0), 0) / others;
  const Term dy(g.b, x.dtype(), spread_over_reduced(g, g.output(0)));
  g.set_input(0, (dy * one_zero.where(is_zero, no_zero)).value());
}

}  // namespace

MORTISE_OPERATOR(ReduceProd, 18) {
  define_reduction<Prod, NumericTypes>(op, "The product over axes")
      .precision(MORTISE_PRECISION_FULL)
      .gradient(&gradient);
}

}  // namespace mortise::ops
