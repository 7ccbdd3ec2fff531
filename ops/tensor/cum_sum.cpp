#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"
#include "ops/common/indices.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_scalar(1, dtype_set(IndexTypes{}));
  infer_like_input(node, out, dtype_set(NumericTypes{}));
}

void gradient(Gradient& g) {
  g.set_input(0, g.b.node("CumSum", {g.output(0), g.input_value(1)},
                          {{"exclusive", g.node.attr_int("exclusive", 0)},
                           {"reverse", !g.node.attr_bool("reverse", false)}}));
}

template <class T>
void cumulate(const Launch& launch, const AxisParts& parts, bool exclusive, bool reverse) {
  parts.lines([&](int64_t start) {
    Accumulator<T> sum = 0;
    for (int64_t i = 0; i < parts.extent; ++i) {
      const int64_t position = start + (reverse ? parts.extent - 1 - i : i) * parts.inner;
      const auto added = static_cast<Accumulator<T>>(load(launch.in<T>(0)[position]));
      const Accumulator<T> before = sum;
      sum = wrapping_add(sum, added);
      launch.out<T>(0)[position] = store<T>(exclusive ? before : sum);
    }
  });
}

class CumSumKernel {
 public:
  CumSumKernel(const Node& node, const KernelContext&)
      : exclusive_(node.attr_bool("exclusive", false)),
        reverse_(node.attr_bool("reverse", false)),
        cumulate_(visit_dtype(NumericTypes{}, node.dtype(0), [](auto tag) -> Cumulate {
          return &cumulate<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t axis = Indices(launch.input(1)).at(0, static_cast<int64_t>(shape.size()));
    cumulate_(launch, AxisParts(shape, static_cast<size_t>(axis)), exclusive_, reverse_);
  }

 private:
  using Cumulate = void (*)(const Launch&, const AxisParts&, bool, bool);
  bool exclusive_, reverse_;
  Cumulate cumulate_;
};

}  // namespace

MORTISE_OPERATOR(CumSum, 14) {
  op.summary("The sum of all elements up to each, along an axis")
      .input("x")
      .input("axis")
      .output("y")
      .attribute("exclusive", MORTISE_ATTRIBUTE_INT)
      .attribute("reverse", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .in_place(0, 0)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<CumSumKernel>();
}

}  // namespace mortise::ops
