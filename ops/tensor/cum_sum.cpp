#include "ops/common/cumulate.hpp"

namespace mortise::ops {
namespace {

void gradient(Gradient& g) {
  g.set_input(0, g.b.node("CumSum", {g.output(0), g.input_value(1)},
                          {{"exclusive", g.node.attr_int("exclusive", 0)},
                           {"reverse", !g.node.attr_bool("reverse", false)}}));
}

struct Sum {
  static constexpr int kStart = 0;
  template <class T>
  static T combine(T total, T next) {
    return wrapping_add(total, next);
  }
};

}  // namespace

MORTISE_OPERATOR(CumSum, 14) {
  define_cumulation(op, "The sum of all elements up to each, along an axis")
      .gradient(&gradient)
      .kernel<CumulateKernel<Sum>>();
}

}  // namespace mortise::ops
