#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  if (node.ranked(0)) axis_of(node, -1);
}

template <class T>
void hardmax(const Launch& launch, const AxisParts& parts) {
  if (parts.extent == 0) return;
  const int64_t stride = parts.inner;
  parts.lines([&](int64_t start) {
    const T* x = launch.in<T>(0) + start;
    int64_t best = 0;
    for (int64_t i = 1; i < parts.extent; ++i) {
      if (load(x[i * stride]) > load(x[best * stride])) best = i;
    }
    T* y = launch.out<T>(0) + start;
    for (int64_t i = 0; i < parts.extent; ++i) y[i * stride] = store<T>(i == best ? 1.0f : 0.0f);
  });
}

class HardmaxKernel {
 public:
  HardmaxKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, -1)),
        run_(visit_dtype(FloatTypes{}, node.dtype(0),
                         [](auto tag) -> Run { return &hardmax<typename decltype(tag)::type>; })) {}

  void run(const Launch& launch) const { run_(launch, AxisParts(launch.input_shape(0), axis_)); }

 private:
  using Run = void (*)(const Launch&, const AxisParts&);
  size_t axis_;
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(Hardmax, 13) {
  op.summary("1 at the first greatest element along an axis, 0 elsewhere")
      .input("input")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_NAMES_AXES)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<HardmaxKernel>()
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
