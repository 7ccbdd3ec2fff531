#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  if (node.attr_int("training_mode", 0) == 0 && node.output_count() > 1) {
    invalid("it has ", node.output_count(), " outputs; only training_mode 1 gives more than one");
  }
  for (size_t i = 1; i < node.output_count(); ++i)
    out.set_like(i, node.type(i + 2), node.dtype(i + 2));
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  node.check_same_dtype(1, 2);
  node.check_same_dtype(3, 4);
  if (!node.ranked(0)) return;
  if (node.rank(0) < 2) invalid("X has shape ", node.shape(0), "; it needs a channel axis 1");
  for (size_t i = 1; i < 5; ++i) {
    node.check_dtype(i, dtype_set(FloatTypes{}));
    if (!node.ranked(i)) continue;
    node.check_rank(i, 1);
    unify_extents(node.shape(i)[0], node.shape(0)[1]);
  }
}

// y = (x - mean) / sqrt(variance + epsilon) * scale + bias, per channel. In training the mean and variance are the
// batch's, and the running ones move towards them.
class BatchNormalizationKernel {
 public:
  BatchNormalizationKernel(const Node& node, const KernelContext&)
      : epsilon_(node.attr_float("epsilon", 1e-5)),
        momentum_(node.attr_float("momentum", 0.9)),
        training_(node.attr_int("training_mode", 0) != 0),
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
    for (int64_t c = 0; c < channels; ++c) {
      Statistics statistics{load(launch.in<Mean>(3)[c]), load(launch.in<Mean>(4)[c])};
      if (training_) {
        const Statistics batch =
            statistics_of(launch.in<T>(0) + c * plane, shape[0], channels * plane, plane);
        move<Mean>(launch, 1, c, statistics.mean, batch.mean);
        move<Mean>(launch, 2, c, statistics.variance, batch.variance);
        statistics = batch;
      }
      const double factor =
          load(launch.in<Scale>(1)[c]) / std::sqrt(statistics.variance + epsilon_);
      const double bias = load(launch.in<Scale>(2)[c]);
      for (int64_t n = 0; n < shape[0]; ++n) {
        const T* x = launch.in<T>(0) + (n * channels + c) * plane;
        T* y = launch.out<T>(0) + (n * channels + c) * plane;
        for (int64_t k = 0; k < plane; ++k) {
          y[k] = store<T>((load(x[k]) - statistics.mean) * factor + bias);
        }
      }
    }
  }

  struct Statistics {
    double mean;
    double variance;
  };

  template <class T>
  static Statistics statistics_of(const T* x, int64_t batches, int64_t stride, int64_t plane) {
    const double count = static_cast<double>(batches * plane);
    double sum = 0;
    double squares = 0;
    for (int64_t i = 0; i < batches * plane; ++i) {
      sum += static_cast<double>(load(x[i / plane * stride + i % plane]));
    }
    for (int64_t i = 0; i < batches * plane; ++i) {
      const double distance =
          static_cast<double>(load(x[i / plane * stride + i % plane])) - sum / count;
      squares += distance * distance;
    }
    return {sum / count, squares / count};
  }

  template <class Mean>
  void move(const Launch& launch, size_t output, int64_t channel, double running,
            double batch) const {
    if (!launch.wants_output(output)) return;
    launch.out<Mean>(output)[channel] = store<Mean>(running * momentum_ + batch * (1 - momentum_));
  }

  double epsilon_;
  double momentum_;
  bool training_;
  Normalize normalize_;
};

// One number for each channel, shaped so that it broadcasts to X.
Term by_channel(Gradient& g, const Term& term) {
  std::vector<int64_t> axes;
  for (int64_t axis = 1; axis < g.node.rank(0) - 1; ++axis) axes.push_back(axis);
  return axes.empty() ? term : term.apply("Unsqueeze", {g.b.ints(axes)});
}

// Over all axes but that of the channels, which is what is left.
Term over_others(Gradient& g, std::string_view reduction, const Term& term) {
  std::vector<int64_t> axes = {0};
  for (int64_t axis = 2; axis < g.node.rank(0); ++axis) axes.push_back(axis);
  return term.apply(reduction, {g.b.ints(axes)}, {{"keepdims", 0}});
}

// What the running statistics give back: they moved towards the batch's by 1 - momentum.
Term running_gradient(Gradient& g, Term dx, const Term& centered) {
  const double momentum = g.node.attr_float("momentum", 0.9);
  const auto size = [&](size_t input) {
    const Value count = g.b.node("Size", {g.input_value(input)});
    return Term(g.b, dx.dtype(), g.b.node("Cast", {count}, {{"to", dx.dtype()}}));
  };
  for (size_t i = 1; i < 3; ++i) {
    if (!g.has_output(i)) continue;
    const Term change = output_gradient(g, i);
    g.set_input(i + 2, (momentum * change).value());
    const Term part = by_channel(g, (1 - momentum) * change * (size(1) / size(0)));
    dx = dx + (i == 1 ? part : 2 * (centered * part));
  }
  return dx;
}

// With h = (x - mean) r, r = 1 / sqrt(variance + epsilon): in training dx = scale r (dy - mean(dy) - h mean(dy h)).
// Ioffe and Szegedy: Batch Normalization (2015).
void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0)) unsupported("the rank of X must be known");
  for (size_t i = 1; i < 5; ++i) {
    if (node.dtype(i) != node.dtype(0))
      unsupported("the gradient needs inputs of one dtype; input ", i, " is ",
                  dtype_name(node.dtype(i)));
  }
  const bool is_training = node.attr_int("training_mode", 0) != 0;
  const Term x = input_term(g, 0);
  const Value no_gradient = g.has_output(0) ? MORTISE_NONE : zeros_like(g.b, x.dtype(), x.value());
  const Term dy = g.has_output(0) ? output_gradient(g, 0) : Term(g.b, x.dtype(), no_gradient);
  const Term mean = is_training ? over_others(g, "ReduceMean", x) : input_term(g, 3);
  const Term centered = x - by_channel(g, mean);
  const Term variance =
      is_training ? over_others(g, "ReduceMean", centered * centered) : input_term(g, 4);
  const Term inverse = 1 / (variance + node.attr_float("epsilon", 1e-5)).sqrt();
  const Term normal = centered * by_channel(g, inverse);
  const Term factor = inverse * input_term(g, 1);
  const Term bias_gradient = over_others(g, "ReduceSum", dy);
  const Term scale_gradient = over_others(g, "ReduceSum", dy * normal);
  g.set_input(1, scale_gradient.value());
  g.set_input(2, bias_gradient.value());
  if (!is_training) {
    g.set_input(0, (dy * by_channel(g, factor)).value());
    g.set_input(3, (-bias_gradient * factor).value());
    g.set_input(4, (-0.5 * (scale_gradient * factor * inverse)).value());
    return;
  }
  const Term mean_dy = by_channel(g, over_others(g, "ReduceMean", dy));
  const Term mean_product = by_channel(g, over_others(g, "ReduceMean", dy * normal));
  const Term dx = by_channel(g, factor) * (dy - mean_dy - normal * mean_product);
  g.set_input(0, running_gradient(g, dx, centered).value());
}

}  // namespace

MORTISE_OPERATOR(BatchNormalization, 15) {
  op.summary("Normalises each channel by a given mean and variance")
      .input("X")
      .input("scale")
      .input("B")
      .input("input_mean")
      .input("input_var")
      .output("Y")
      .optional_output("running_mean")
      .optional_output("running_var")
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("momentum", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("training_mode", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .gradient(&gradient)
      .piece([](const Node& node, const PieceQuery& query, Pieces& pieces) {
        // In training only whole channels will do.
        if (node.attr_int("training_mode", 0) != 0 && query.axis != 1) return;
        pieces.range(0, query.axis, query.begin, query.end);
        for (size_t i = 1; query.axis == 1 && i < 5; ++i) {
          pieces.range(i, 0, query.begin, query.end);
        }
      })
      .kernel<BatchNormalizationKernel>();
}

}  // namespace mortise::ops
