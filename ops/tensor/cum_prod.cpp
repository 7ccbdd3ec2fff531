#include "ops/common/cumulate.hpp"

namespace mortise::ops {
namespace {

struct Product {
  static constexpr int kStart = 1;
  template <class T>
  static T combine(T total, T next) {
    return wrapping_multiply(total, next);
  }
};

}  // namespace

MORTISE_OPERATOR(CumProd, 26) {
  define_cumulation(op, "The product of all elements up to each, along an axis")
      .kernel<CumulateKernel<Product>>();
}

}  // namespace mortise::ops
