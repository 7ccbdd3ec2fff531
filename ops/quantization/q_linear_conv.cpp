#include "ops/common/convolution.hpp"
#include "ops/common/integer_product.hpp"

namespace mortise::ops {
namespace {

// x, its scale and zero point; the same of w; scale and zero point of y; the bias, in steps of x_scale * w_scale.
constexpr size_t kXScale = 1, kXZero = 2, kW = 3, kWScale = 4, kWZero = 5, kYScale = 6, kYZero = 7,
                 kBias = 8;

void infer(const Node& node, Inference& out) {
  for (const size_t input : {size_t{0}, kW}) node.check_dtype(input, dtype_set(ByteTypes{}));
  for (const size_t input : {kXZero, kYZero}) node.check_scalar(input, dtype_set(ByteTypes{}));
  for (const size_t input : {kXScale, kYScale})
    node.check_scalar(input, dtype_set(TypeList<float>{}));
  node.check_dtype(kWScale, dtype_set(TypeList<float>{}));
  node.check_same_dtype(0, kXZero);
  node.check_same_dtype(kW, kWZero);
  check_channel_numbers(node, kWScale, kW);
  check_channel_numbers(node, kWZero, kW);
  if (node.has_input(kBias)) node.check_dtype(kBias, dtype_set(TypeList<int32_t>{}));
  infer_convolution(node, out, 0, kW, kBias, node.dtype(kYZero));
}

// y = round((sum + bias) * x_scale * w_scale / y_scale) + zero point
class QLinearConvKernel {
 public:
  QLinearConvKernel(const Node& node, const KernelContext&)
      : convolution_(node, 0, kW),
        convolve_(visit_dtype(ByteTypes{}, node.dtype(kYZero), [](auto tag) -> Convolve {
          return &QLinearConvKernel::convolve<typename decltype(tag)::type>;
        })) {}

  uint64_t workspace_size() const { return convolution_.workspace_size(); }
  void run(const Launch& launch) const { (this->*convolve_)(launch); }

 private:
  using Convolve = void (QLinearConvKernel::*)(const Launch&) const;

  template <class T>
  void convolve(const Launch& launch) const {
    const ByteElements x(launch, 0), w(launch, kW), x_zeros(launch, kXZero),
        w_zeros(launch, kWZero);
    const int64_t x_zero = x_zeros.at(0);
    const bool many_zeros = element_count(launch.input(kWZero)) > 1;
    const bool many_scales = element_count(launch.input(kWScale)) > 1;
    const float x_scale = *launch.in<float>(kXScale);
    const float y_scale = *launch.in<float>(kYScale);
    const int64_t y_zero = *launch.in<T>(kYZero);
    const int32_t* bias = launch.has_input(kBias) ? launch.in<int32_t>(kBias) : nullptr;
    T* y = launch.out<T>(0);
    convolution_.run(
        launch, [&](int64_t i) { return static_cast<double>(x.at(i) - x_zero); },
        [&](int64_t i, int64_t channel) {
          return static_cast<double>(w.at(i) - w_zeros.at(many_zeros ? channel : 0));
        },
        [&](int64_t i, int64_t channel, double sum) {
          const float w_scale = launch.in<float>(kWScale)[many_scales ? channel : 0];
          const double start = bias != nullptr ? bias[channel] : 0;
          const float factor = x_scale * w_scale / y_scale;
          y[i] = requantized<T>((start + sum) * static_cast<double>(factor), y_zero);
        });
  }

  Convolution convolution_;
  Convolve convolve_;
};

}  // namespace

MORTISE_OPERATOR(QLinearConv, 10) {
  op.summary("Convolution of quantised tensors, quantised again")
      .input("x")
      .input("x_scale")
      .input("x_zero_point")
      .input("w")
      .input("w_scale")
      .input("w_zero_point")
      .input("y_scale")
      .input("y_zero_point")
      .optional_input("B")
      .output("y")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .attribute("group", MORTISE_ATTRIBUTE_INT)
      .attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<QLinearConvKernel>();
}

}  // namespace mortise::ops
