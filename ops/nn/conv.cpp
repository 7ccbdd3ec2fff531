#include "ops/common/convolution.hpp"
#include "ops/common/convolution_gradient.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_convolution(node, out, 0, 1, 2, common_dtype(node, dtype_set(FloatTypes{})));
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  if (query.axis == 0) {
    pieces.range(0, 0, query.begin, query.end);
  } else if (query.axis == 1) {
    // Some of the channels alone would be divided into the groups otherwise.
    if (node.attr_int("group", 1) != 1) return;
    pieces.range(1, 0, query.begin, query.end);
    if (node.has_input(2)) pieces.range(2, 0, query.begin, query.end);
  } else {
    const size_t index = static_cast<size_t>(query.axis - 2);
    const auto range = convolution_window(node, 1).input_range(index, node.shape(0)[index + 2],
                                                               query.begin, query.end);
    pieces.range(0, query.axis, range[0], range[1]);
  }
}

double flops(const Node& node) {
  double products = 2;
  for (int64_t extent : node.output_shape(0)) products *= static_cast<double>(extent);
  for (size_t i = 1; i < node.shape(1).size(); ++i) {
    products *= static_cast<double>(node.shape(1)[i]);
  }
  return products;
}

class ConvKernel {
 public:
  ConvKernel(const Node& node, const KernelContext&)
      : convolution_(node, 0, 1),
        convolve_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Convolve {
          return &ConvKernel::convolve<typename decltype(tag)::type>;
        })) {}

  uint64_t workspace_size() const { return convolution_.workspace_size(); }
  void run(const Launch& launch) const { (this->*convolve_)(launch); }

 private:
  using Convolve = void (ConvKernel::*)(const Launch&) const;

  template <class T>
  void convolve(const Launch& launch) const {
    const T* x = launch.in<T>(0);
    const T* w = launch.in<T>(1);
    const T* bias = launch.has_input(2) ? launch.in<T>(2) : nullptr;
    T* y = launch.out<T>(0);
    convolution_.run(
        launch, [x](int64_t i) { return static_cast<double>(load(x[i])); },
        [w](int64_t i, int64_t) { return static_cast<double>(load(w[i])); },
        [=](int64_t i, int64_t channel, double sum) {
          const double start = bias != nullptr ? static_cast<double>(load(bias[channel])) : 0;
          y[i] = store<T>(start + sum);
        });
  }

  Convolution convolution_;
  Convolve convolve_;
};

void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0) || !node.ranked(1)) unsupported("the gradient needs shapes that are known");
  const WindowGeometry geometry = window_geometry(node, convolution_window(node, 1));
  const int64_t group = node.attr_int("group", 1);
  const int64_t channels = node.shape(0)[1];
  if (group != 1 && channels < 0) unsupported("the number of channels must be known");
  g.set_input(0, convolve_back(g.b, g.output(0), g.input_value(1), geometry, group));
  g.set_input(1, weight_gradient(g.b, g.input_value(0), g.output(0), geometry, group, channels));
  if (node.has_input(2)) g.set_input(2, sum_by_channel(g.b, g.output(0), node.rank(0)));
}

}  // namespace

MORTISE_OPERATOR(Conv, 22) {
  op.summary("Convolution over any number of spatial axes, in groups")
      .input("X")
      .input("W")
      .optional_input("B")
      .output("Y")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .attribute("group", MORTISE_ATTRIBUTE_INT)
      .attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&piece)
      .flops(&flops)
      .kernel<ConvKernel>();
}

}  // namespace mortise::ops
