#include <cmath>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

using BaseTypes = TypeList<float16, bfloat16, float, double, int32_t, int64_t>;

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(BaseTypes{}));
  node.check_dtype(1, dtype_set(NumericTypes{}));
  infer_broadcast(node, out, node.dtype(0));
}

// Base and exponent may have different dtypes; the power is taken in double and stored as the base's.
class PowKernel {
 public:
  PowKernel(const Node& node, const KernelContext&)
      : power_(visit_dtype(BaseTypes{}, node.dtype(0), [&](auto base) {
          return visit_dtype(NumericTypes{}, node.dtype(1), [](auto exponent) -> Power {
            return &power<typename decltype(base)::type, typename decltype(exponent)::type>;
          });
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const { power_(launch); }

 private:
  using Power = void (*)(const Launch&);

  template <class Base, class Exponent>
  static void power(const Launch& launch) {
    const auto walk =
        broadcast_walk<2>(launch.output_shape(0), {launch.input_shape(0), launch.input_shape(1)});
    const Base* x = launch.in<Base>(0);
    const Exponent* y = launch.in<Exponent>(1);
    Base* z = launch.out<Base>(0);
    walk.elements([&](const auto& offset) {
      const double value = std::pow(static_cast<double>(load(x[offset[1]])),
                                    static_cast<double>(load(y[offset[2]])));
      z[offset[0]] = store<Base>(saturating_cast<Compute<Base>>(value));
    });
  }

  Power power_;
};

}  // namespace

MORTISE_OPERATOR(Pow, 15) {
  op.summary("X to the power of Y, element by element, in the dtype of X")
      .input("X")
      .input("Y")
      .output("Z")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .precision(MORTISE_PRECISION_FULL)
      .in_place(0, 0)
      .infer(&infer)
      .piece(&elementwise_piece)
      .kernel<PowKernel>();
}

}  // namespace mortise::ops
