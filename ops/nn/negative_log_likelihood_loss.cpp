#include "ops/common/arithmetic.hpp"
#include "ops/common/loss.hpp"

namespace mortise::ops {
namespace {

// With w the weight of the target's class, and none where the target is ignored: -w x[target]; the mean is over the weights.
class NegativeLogLikelihoodLossKernel {
 public:
  NegativeLogLikelihoodLossKernel(const Node& node, const KernelContext&)
      : reduction_(loss_reduction(node)),
        targets_(node),
        run_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Run {
          return &NegativeLogLikelihoodLossKernel::run_typed<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (NegativeLogLikelihoodLossKernel::*)(const Launch&) const;

  template <class T>
  void run_typed(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t classes = shape[1];
    const int64_t plane = element_count(ShapeView(shape.data() + 2, shape.size() - 2));
    const T* x = launch.in<T>(0);
    const T* weights = launch.has_input(2) ? launch.in<T>(2) : nullptr;
    double losses = 0, total = 0;
    for (int64_t i = 0; i < shape[0] * plane; ++i) {
      const std::optional<int64_t> target = targets_.at(launch.input(1), i, classes);
      double weight = 0, loss = 0;
      if (target) {
        weight = weights == nullptr ? 1 : static_cast<double>(load(weights[*target]));
        const int64_t place = (i / plane * classes + *target) * plane + i % plane;
        loss = -weight * static_cast<double>(load(x[place]));
      }
      if (reduction_ == LossReduction::kNone) launch.out<T>(0)[i] = store<T>(loss);
      losses += loss;
      total += weight;
    }
    if (reduction_ == LossReduction::kSum) launch.out<T>(0)[0] = store<T>(losses);
    if (reduction_ == LossReduction::kMean) launch.out<T>(0)[0] = store<T>(losses / total);
  }

  LossReduction reduction_;
  LossTargets targets_;
  Run run_;
};

// One where the target's class is.
Value marks_of(const Node& node, Builder& b, int64_t classes) {
  const uint32_t dtype = node.dtype(0);
  Value target = node.input_id(1);
  if (node.has_attr("ignore_index")) {
    // A class that there is not is marked nowhere.
    const Value ignored =
        b.scalar(node.dtype(1), static_cast<double>(node.attr_int("ignore_index")));
    const Value nowhere = b.scalar(node.dtype(1), static_cast<double>(classes));
    target = b.node("Where", {b.node("Equal", {target, ignored}), nowhere, target});
  }
  const Value one = b.node("Unsqueeze", {b.scalar(dtype, 1), b.ints({0})});
  const Value zero = b.node("Unsqueeze", {b.scalar(dtype, 0), b.ints({0})});
  const Value values = b.node("Concat", {zero, one}, {{"axis", 0}});
  const Value depth = b.scalar(MORTISE_DTYPE_INT64, static_cast<double>(classes));
  return b.node("OneHot", {target, depth, values}, {{"axis", 1}});
}

// One number for each class, shaped so that it broadcasts to the scores.
Value per_class(const Node& node, Builder& b, int64_t classes) {
  std::vector<int64_t> shape(static_cast<size_t>(node.rank(0)) - 1, 1);
  shape[0] = classes;
  return b.node("Reshape", {node.input_id(2), b.ints(shape)});
}

// With m the marks and w the weights: L = -sum(m w x) s, where s is 1, or 1 / sum(m w) for the mean. Then
// dx = -m w s dL, and dw = -sum(m x) s dL over all but the classes, less sum(m) L s dL for the mean.
void gradient(Gradient& g) {
  const Node& node = g.node;
  Builder& b = g.b;
  if (!node.ranked(0) || node.shape(0)[1] < 0) unsupported("the number of classes must be known");
  const LossReduction reduction = loss_reduction(node);
  const int64_t classes = node.shape(0)[1];
  const Value marks = marks_of(node, b, classes);
  const Value weighted =
      node.has_input(2) ? b.node("Mul", {marks, per_class(node, b, classes)}) : marks;
  Value scale = g.output(0);
  if (reduction == LossReduction::kNone) scale = b.node("Unsqueeze", {scale, b.ints({1})});
  if (reduction == LossReduction::kMean)
    scale = b.node("Div", {scale, b.node("ReduceSum", {weighted}, {{"keepdims", 0}})});
  g.set_input(0, b.node("Neg", {b.node("Mul", {weighted, scale})}));
  if (!node.has_input(2)) return;
  Value terms = b.node("Mul", {marks, g.input_value(0)});
  if (reduction == LossReduction::kMean)
    terms = b.node("Add", {terms, b.node("Mul", {marks, g.output_value(0)})});
  std::vector<int64_t> axes = {0};
  for (int64_t axis = 2; axis < node.rank(0); ++axis) axes.push_back(axis);
  const Value sum =
      b.node("ReduceSum", {b.node("Mul", {terms, scale}), b.ints(axes)}, {{"keepdims", 0}});
  g.set_input(2, b.node("Neg", {sum}));
}

}  // namespace

MORTISE_OPERATOR(NegativeLogLikelihoodLoss, 22) {
  op.summary("Minus the log-probability of each target's class")
      .input("input")
      .input("target")
      .optional_input("weight")
      .output("loss")
      .attribute("ignore_index", MORTISE_ATTRIBUTE_INT)
      .attribute("reduction", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer_loss)
      .gradient(&gradient)
      .kernel<NegativeLogLikelihoodLossKernel>();
}

}  // namespace mortise::ops
