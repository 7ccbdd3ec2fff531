// Reductions from a function object that is fed the elements of one result:
//
//   template <class T> struct Sum {
//     static constexpr uint32_t kCombine = MORTISE_COMBINE_SUM;  // how partial results combine; NONE: they do not
//     Accumulator<T> sum = 0;
//     void add(Compute<T> x) { sum = …; }
//     Accumulator<T> result(int64_t count) const { return sum; }
//   };
//   MORTISE_OPERATOR(ReduceSum, 13) { define_reduction<Sum, NumericTypes>(op, "…"); }
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {

/// A bit per reduced axis of a tensor of rank `rank`. `axes` may be empty: all, or none with `noop`.
uint64_t reduced_axes(Span<const int64_t> axes, int64_t rank, bool noop);

/// Shape rule of the reductions: axes in input 1, attributes keepdims and noop_with_empty_axes.
void infer_reduction(const Node& node, Inference& out, DtypeSet allowed);
void reduction_piece(const Node& node, const PieceQuery& query, Pieces& pieces, uint32_t combine);

/// `gradient`, which has the shape of the result, spread back over the reduced axes.
Value spread_over_reduced(Gradient& g, Value gradient);

/// The gradient of a reduction from d result/d x, as a function of x and the result spread over the reduced axes.
template <Term (*Slope)(const Term& x, const Term& y)>
void reduction_gradient(Gradient& g) {
  const Term y(g.b, g.node.dtype(0), spread_over_reduced(g, g.output_value(0)));
  const Term dy(g.b, g.node.dtype(0), spread_over_reduced(g, g.output(0)));
  g.set_input(0, (dy * Slope(input_term(g, 0), y)).value());
}
/// The sum of `value`, which has the shape of the input, over the reduced axes, which stay.
Value sum_over_reduced(Gradient& g, Value value);
/// Of ReduceMax and ReduceMin: elements that are equally extreme share.
void extreme_reduction_gradient(Gradient& g);

/// The axes that a node reduces, when they are known at compile time.
std::optional<std::vector<int64_t>> known_reduction_axes(const Node& node);

/// The reduction of one launch, taken apart: where results lie, and where the elements of one result lie from there.
struct Reduction {
  Reduction(ShapeView shape, uint64_t reduced);
  Walk<1> kept;
  Walk<1> reduced;
};

template <template <class> class R, class T>
void reduce(const Launch& launch, uint64_t reduced_bits) {
  const T* in = launch.in<T>(0);
  T* out = launch.out<T>(0);
  const Reduction reduction(launch.input_shape(0), reduced_bits);
  reduction.kept.elements([&](const auto& base) {
    R<T> state{};
    reduction.reduced.elements(
        [&](const auto& offset) { state.add(load(in[base[0] + offset[0]])); });
    *out++ = store<T>(state.result(reduction.reduced.count()));
  });
}

template <template <class> class R, class Types>
class ReductionKernel {
 public:
  ReductionKernel(const Node& node, const KernelContext&)
      : noop_(node.attr_bool("noop_with_empty_axes", false)),
        reduce_(visit_dtype(Types{}, node.dtype(0), [](auto tag) -> Reduce {
          return &reduce<R, typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    Span<const int64_t> axes;
    if (launch.has_input(1)) {
      axes = {launch.in<int64_t>(1), static_cast<size_t>(element_count(launch.input(1)))};
    }
    reduce_(launch, reduced_axes(axes, launch.input(0).rank, noop_));
  }

 private:
  using Reduce = void (*)(const Launch&, uint64_t);
  bool noop_;
  Reduce reduce_;
};

template <template <class> class R, class Types>
Operator& define_reduction(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("data")
      .optional_input("axes")
      .output("reduced")
      .attribute("keepdims", MORTISE_ATTRIBUTE_INT)
      .attribute("noop_with_empty_axes", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_NAMES_AXES)
      .infer(
          [](const Node& node, Inference& out) { infer_reduction(node, out, dtype_set(Types{})); })
      .piece([](const Node& node, const PieceQuery& query, Pieces& pieces) {
        reduction_piece(node, query, pieces, R<float>::kCombine);
      })
      .template kernel<ReductionKernel<R, Types>>();
}

}  // namespace mortise::ops
