// Running totals along an axis.
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"
#include "ops/common/indices.hpp"

namespace mortise::ops {

inline void infer_cumulated(const Node& node, Inference& out) {
  node.check_scalar(1, dtype_set(IndexTypes{}));
  infer_like_input(node, out, dtype_set(NumericTypes{}));
}

/// Step: `static constexpr int kStart`, and a static `combine(total, next)` for any accumulator.
template <class Step>
class CumulateKernel {
 public:
  CumulateKernel(const Node& node, const KernelContext&)
      : exclusive_(node.attr_bool("exclusive", false)),
        reverse_(node.attr_bool("reverse", false)),
        cumulate_(visit_dtype(NumericTypes{}, node.dtype(0), [](auto tag) -> Cumulate {
          return &CumulateKernel::cumulate<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t axis = Indices(launch.input(1)).at(0, static_cast<int64_t>(shape.size()));
    (this->*cumulate_)(launch, AxisParts(shape, static_cast<size_t>(axis)));
  }

 private:
  using Cumulate = void (CumulateKernel::*)(const Launch&, const AxisParts&) const;

  template <class T>
  void cumulate(const Launch& launch, const AxisParts& parts) const {
    parts.lines([&](int64_t start) {
      Accumulator<T> total = Step::kStart;
      for (int64_t i = 0; i < parts.extent; ++i) {
        const int64_t position = start + (reverse_ ? parts.extent - 1 - i : i) * parts.inner;
        const auto next = static_cast<Accumulator<T>>(load(launch.in<T>(0)[position]));
        const Accumulator<T> before = total;
        total = Step::combine(total, next);
        launch.out<T>(0)[position] = store<T>(exclusive_ ? before : total);
      }
    });
  }

  bool exclusive_, reverse_;
  Cumulate cumulate_;
};

/// What both operators have in common.
inline Operator& define_cumulation(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("x")
      .input("axis")
      .output("y")
      .attribute("exclusive", MORTISE_ATTRIBUTE_INT)
      .attribute("reverse", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .in_place(0, 0)
      .infer(&infer_cumulated);
}

}  // namespace mortise::ops
