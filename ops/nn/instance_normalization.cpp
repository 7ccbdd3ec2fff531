#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  out.set_like(0, node.type(0), common_dtype(node, dtype_set(FloatTypes{})));
  if (!node.ranked(0)) return;
  if (node.rank(0) < 2) invalid("input has shape ", node.shape(0), "; it needs a channel axis 1");
  for (size_t i = 1; i < 3; ++i) {
    if (!node.ranked(i)) continue;
    node.check_rank(i, 1);
    unify_extents(node.shape(i)[0], node.shape(0)[1]);
  }
}

// y = (x - mean) / sqrt(variance + epsilon) * scale + bias, per sample and channel.
class InstanceNormalizationKernel {
 public:
  InstanceNormalizationKernel(const Node& node, const KernelContext&)
      : epsilon_(node.attr_float("epsilon", 1e-5)),
        normalize_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Normalize {
          return &InstanceNormalizationKernel::normalize<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*normalize_)(launch); }

 private:
  using Normalize = void (InstanceNormalizationKernel::*)(const Launch&) const;

  template <class T>
  void normalize(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t plane = element_count(ShapeView(shape.data() + 2, shape.size() - 2));
    const auto count = static_cast<double>(plane);
    for (int64_t i = 0; i < shape[0] * shape[1]; ++i) {
      const T* x = launch.in<T>(0) + i * plane;
      T* y = launch.out<T>(0) + i * plane;
      double sum = 0, squares = 0;
      for (int64_t k = 0; k < plane; ++k) sum += static_cast<double>(load(x[k]));
      const double mean = sum / count;
      for (int64_t k = 0; k < plane; ++k) {
        const double distance = static_cast<double>(load(x[k])) - mean;
        squares += distance * distance;
      }
      const double scale = static_cast<double>(load(launch.in<T>(1)[i % shape[1]]));
      const double factor = scale / std::sqrt(squares / count + epsilon_);
      const double bias = static_cast<double>(load(launch.in<T>(2)[i % shape[1]]));
      for (int64_t k = 0; k < plane; ++k)
        y[k] = store<T>((static_cast<double>(load(x[k])) - mean) * factor + bias);
    }
  }

  double epsilon_;
  Normalize normalize_;
};

// One number for each channel, shaped so that it broadcasts to the input.
Value per_channel(const Node& node, Builder& b, size_t input) {
  std::vector<int64_t> shape(static_cast<size_t>(node.rank(0)) - 1, 1);
  shape[0] = -1;
  return b.node("Reshape", {node.input_id(input), b.ints(shape)});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  if (!node.ranked(0)) unsupported("the rank of the input must be known");
  std::vector<int64_t> plane;
  for (int64_t axis = 2; axis < node.rank(0); ++axis) plane.push_back(axis);
  if (plane.empty()) unsupported("an input of rank 2 has planes of one element");
  const Value axes = b.ints(plane);
  const Value centered =
      b.node("Sub", {node.input_id(0), b.node("ReduceMean", {node.input_id(0), axes})});
  const Value variance = b.node("ReduceMean", {b.node("Mul", {centered, centered}), axes});
  const Value epsilon = b.scalar(node.dtype(0), node.attr_float("epsilon", 1e-5));
  const Value deviation = b.node("Sqrt", {b.node("Add", {variance, epsilon})});
  const Value normalized = b.node("Div", {centered, deviation});
  const Value scaled = b.node("Mul", {normalized, per_channel(node, b, 1)});
  return {b.node("Add", {scaled, per_channel(node, b, 2)})};
}

}  // namespace

MORTISE_OPERATOR(InstanceNormalization, 22) {
  op.summary("Normalises each channel of each sample by its own mean and variance")
      .input("input")
      .input("scale")
      .input("B")
      .output("output")
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL)
      .in_place(0, 0)
      .infer(&infer)
      .decompose(&decompose)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        if (query.axis > 1) return;
        pieces.range(0, query.axis, query.begin, query.end);
        for (size_t i = 1; query.axis == 1 && i < 3; ++i)
          pieces.range(i, 0, query.begin, query.end);
      })
      .kernel<InstanceNormalizationKernel>();
}

}  // namespace mortise::ops
