#include <cmath>

#include "ops/common/elementwise.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

using BaseTypes = TypeList<float16, bfloat16, float, double, int32_t, int64_t>;

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(BaseTypes{}));
  node.check_dtype(1, dtype_set(NumericTypes{}));
  infer_broadcast(node, out, node.dtype(0));
}

/// Wraps, as products do.
template <class T>
T integer_power(T base, uint64_t exponent) {
  T result = 1;
  for (; exponent != 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = wrapping_multiply(result, base);
    base = wrapping_multiply(base, base);
  }
  return result;
}

/// Integers are raised to integers exactly; everything else is computed in double.
template <class Base, class Exponent>
Base power_of(Base base, Exponent exponent) {
  if constexpr (std::is_integral_v<Base> && std::is_integral_v<Exponent>) {
    if (exponent >= 0) return integer_power(base, static_cast<uint64_t>(exponent));
  }
  const double value =
      std::pow(static_cast<double>(load(base)), static_cast<double>(load(exponent)));
  return store<Base>(saturating_cast<Compute<Base>>(value));
}

// Base and exponent may have different dtypes; the result has the base's.
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
    walk.elements([&](const auto& offset) { z[offset[0]] = power_of(x[offset[1]], y[offset[2]]); });
  }

  Power power_;
};

// dx = dz y x^(y - 1), and dy = dz z log(x), of which a base of zero or below has none.
void gradient(Gradient& g) {
  const Term x = input_term(g, 0), dz = output_gradient(g, 0);
  const bool is_same = g.node.dtype(1) == x.dtype();
  const Term y(
      g.b, x.dtype(),
      is_same ? g.input_value(1) : g.b.node("Cast", {g.input_value(1)}, {{"to", x.dtype()}}));
  // x^0 is flat, at x = 0 too.
  const Term slope =
      (y * x.apply("Pow", {(y - 1).value()})).where(g.b.node("Not", {y.equal(0)}), 0);
  g.set_input(0, sum_to_input(g, (dz * slope).value(), 0));
  if (!dtype_set(FloatTypes{}).contains(g.node.dtype(1))) return;
  const Term logarithm = x.where(x.above(0), 1).apply("Log");
  const Value change = sum_to_input(g, (dz * output_term(g, 0) * logarithm).value(), 1);
  g.set_input(1, is_same ? change : g.b.node("Cast", {change}, {{"to", g.node.dtype(1)}}));
}

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
      .gradient(&gradient)
      .piece(&elementwise_piece)
      .forward([](const Node& node, size_t) { return forward_left(node, 1); })
      .kernel<PowKernel>();
}

}  // namespace mortise::ops
