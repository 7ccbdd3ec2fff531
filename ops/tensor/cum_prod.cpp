#include "ops/common/cumulate.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

struct Product {
  static constexpr int kStart = 1;
  template <class T>
  static T combine(T total, T next) {
    return wrapping_multiply(total, next);
  }
};

// Each element is a factor of all products from it on: dx = (sum of dy y over these) / x, which needs x that are not 0.
void gradient(Gradient& g) {
  const Term terms = output_gradient(g, 0) * output_term(g, 0);
  const Term sums = terms.apply("CumSum", {g.input_value(1)},
                                {{"exclusive", g.node.attr_int("exclusive", 0)},
                                 {"reverse", !g.node.attr_bool("reverse", false)}});
  g.set_input(0, (sums / input_term(g, 0)).value());
}

}  // namespace

MORTISE_OPERATOR(CumProd, 26) {
  define_cumulation(op, "The product of all elements up to each, along an axis")
      .kernel<CumulateKernel<Product>>()
      .gradient(&gradient);
}

}  // namespace mortise::ops
