#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  if (node.attr_int("training_mode", 0) != 0) {
    unsupported("training_mode 1 needs the batch's statistics, which this form does not compute");
  }
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  if (!node.ranked(0)) return;
  if (node.rank(0) < 2) invalid("X has shape ", node.shape(0), "; it needs a channel axis 1");
  for (size_t i = 1; i < 5; ++i) {
    node.check_dtype(i, dtype_set(FloatTypes{}));
    if (!node.ranked(i)) continue;
    node.check_rank(i, 1);
    unify_extents(node.shape(i)[0], node.shape(0)[1]);
  }
}

// y = (x - mean) / sqrt(variance + epsilon) * scale + bias, per channel
class BatchNormalizationKernel {
 public:
  BatchNormalizationKernel(const Node& node, const KernelContext&)
      : epsilon_(node.attr_float("epsilon", 1e-5)),
        normalize_(visit_dtype(FloatTypes{}, node.dtype(0), [&](auto x) {
          return visit_dtype(FloatTypes{}, node.dtype(1), [&](auto scale) {
            return visit_dtype(FloatTypes{}, node.dtype(3), [](auto mean) -> Normalize {
              return &BatchNormalizationKernel::normalize<typename decltype(x)::type,
                                                          typename decltype(scale)::type,
                                                          typename decltype(mean)::type>;
            });
          });
        })) {}

  void run(const Launch& launch) const { (this->*normalize_)(launch); }

 private:
  using Normalize = void (BatchNormalizationKernel::*)(const Launch&) const;

  template <class T, class Scale, class Mean>
  void normalize(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t channels = shape[1];
    const int64_t plane = element_count(ShapeView(shape.data() + 2, shape.size() - 2));
    for (int64_t i = 0; i < shape[0] * channels; ++i) {
      const int64_t c = i % channels;
      const double variance = load(launch.in<Mean>(4)[c]);
      const double factor = load(launch.in<Scale>(1)[c]) / std::sqrt(variance + epsilon_);
      const double mean = load(launch.in<Mean>(3)[c]);
      const double bias = load(launch.in<Scale>(2)[c]);
      const T* x = launch.in<T>(0) + i * plane;
      T* y = launch.out<T>(0) + i * plane;
      for (int64_t k = 0; k < plane; ++k) y[k] = store<T>((load(x[k]) - mean) * factor + bias);
    }
  }

  double epsilon_;
  Normalize normalize_;
};

}  // namespace

MORTISE_OPERATOR(BatchNormalization, 15) {
  op.summary("Normalises each channel by a given mean and variance")
      .input("X")
      .input("scale")
      .input("B")
      .input("input_mean")
      .input("input_var")
      .output("Y")
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("momentum", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("training_mode", MORTISE_ATTRIBUTE_INT)
      .in_place(0, 0)
      .infer(&infer)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        pieces.range(0, query.axis, query.begin, query.end);
        for (size_t i = 1; query.axis == 1 && i < 5; ++i) {
          pieces.range(i, 0, query.begin, query.end);
        }
      })
      .kernel<BatchNormalizationKernel>();
}

}  // namespace mortise::ops
