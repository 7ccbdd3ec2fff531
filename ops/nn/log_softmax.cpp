#include <cmath>
#include <limits>

#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  if (node.ranked(0)) axis_of(node, -1);
}

// dx = dy - exp(y) sum(dy)
void gradient(Gradient& g) {
  const Value axes = g.b.ints({g.node.attr_int("axis", -1)});
  const Value sum = g.b.node("ReduceSum", {g.output(0), axes}, {{"keepdims", 1}});
  const Value softmax = g.b.node("Exp", {g.output_value(0)});
  g.set_input(0, g.b.node("Sub", {g.output(0), g.b.node("Mul", {softmax, sum})}));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value axes = b.ints({node.attr_int("axis", -1)});
  const Value max = b.node("ReduceMax", {node.input_id(0), axes}, {{"keepdims", 1}});
  const Value shifted = b.node("Sub", {node.input_id(0), max});
  const Value sum = b.node("ReduceSum", {b.node("Exp", {shifted}), axes}, {{"keepdims", 1}});
  return {b.node("Sub", {shifted, b.node("Log", {sum})})};
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  if (query.axis == static_cast<int64_t>(axis_of(node, -1))) return;
  pieces.range(0, query.axis, query.begin, query.end);
}

template <class T>
void log_softmax(const Launch& launch, const AxisParts& parts) {
  const int64_t stride = parts.inner;
  parts.lines([&](int64_t start) {
    const T* x = launch.in<T>(0) + start;
    T* y = launch.out<T>(0) + start;
    double max = -std::numeric_limits<double>::infinity();
    for (int64_t i = 0; i < parts.extent; ++i) max = std::fmax(max, load(x[i * stride]));
    double sum = 0;
    for (int64_t i = 0; i < parts.extent; ++i) sum += std::exp(load(x[i * stride]) - max);
    const double shift = max + std::log(sum);
    for (int64_t i = 0; i < parts.extent; ++i) {
      y[i * stride] = store<T>(load(x[i * stride]) - shift);
    }
  });
}

class LogSoftmaxKernel {
 public:
  LogSoftmaxKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, -1)),
        run_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Run {
          return &log_softmax<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { run_(launch, AxisParts(launch.input_shape(0), axis_)); }

 private:
  using Run = void (*)(const Launch&, const AxisParts&);
  size_t axis_;
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(LogSoftmax, 13) {
  op.summary("log(exp(x) / sum(exp(x))) along an axis")
      .input("input")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_NAMES_AXES)
      .precision(MORTISE_PRECISION_FULL)
      .in_place(0, 0)
      .infer(&infer)
      .gradient(&gradient)
      .decompose(&decompose)
      .piece(&piece)
      .kernel<LogSoftmaxKernel>();
}

}  // namespace mortise::ops
