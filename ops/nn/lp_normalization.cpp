#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/norm.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  const int64_t p = node.attr_int("p", 2);
  if (p != 1 && p != 2) invalid("attribute p is ", p, "; it must be 1 or 2");
  if (node.ranked(0)) (void)axis_of(node, -1);
}

// x / norm along an axis; 0 where the norm is.
class LpNormalizationKernel {
 public:
  LpNormalizationKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, -1)),
        norm_(node),
        normalize_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Normalize {
          return &LpNormalizationKernel::normalize<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*normalize_)(launch); }

 private:
  using Normalize = void (LpNormalizationKernel::*)(const Launch&) const;

  template <class T>
  void normalize(const Launch& launch) const {
    const AxisParts parts(launch.input_shape(0), axis_);
    const T* x = launch.in<T>(0);
    T* y = launch.out<T>(0);
    parts.lines([&](int64_t first) {
      double sum = 0;
      for (int64_t i = 0; i < parts.extent; ++i)
        sum += norm_.term(static_cast<double>(load(x[first + i * parts.inner])));
      const double norm = norm_.of(sum);
      for (int64_t i = 0; i < parts.extent; ++i) {
        const int64_t at = first + i * parts.inner;
        y[at] = store<T>(norm == 0 ? 0 : static_cast<double>(load(x[at])) / norm);
      }
    });
  }

  size_t axis_;
  Norm norm_;
  Normalize normalize_;
};

// With n the norm: dx = (dy - dn/dx sum(dy y)) / n
void gradient(Gradient& g) {
  const Term x = input_term(g, 0), dy = output_gradient(g, 0);
  const int64_t p = g.node.attr_int("p", 2);
  const Value axes = g.b.ints({g.node.attr_int("axis", -1)});
  const Term norm = x.apply(p == 1 ? "ReduceL1" : "ReduceL2", {axes}, {{"keepdims", 1}});
  const Term sum = (dy * output_term(g, 0)).apply("ReduceSum", {axes}, {{"keepdims", 1}});
  const Term change = (dy - norm_slope(x, norm, p) * sum) / norm;
  g.set_input(0, norm.number(0).where(norm.equal(0), change).value());
}

}  // namespace

MORTISE_OPERATOR(LpNormalization, 22) {
  op.summary("Each line of an axis divided by its p-norm")
      .input("input")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("p", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .piece([](const Node& node, const PieceQuery& query, Pieces& pieces) {
        if (query.axis != static_cast<int64_t>(axis_of(node, -1)))
          pieces.range(0, query.axis, query.begin, query.end);
      })
      .kernel<LpNormalizationKernel>();
}

}  // namespace mortise::ops
