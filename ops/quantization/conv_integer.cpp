#include "ops/common/convolution.hpp"
#include "ops/common/integer_product.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kNoBias = 4;

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(ByteTypes{}));
  node.check_dtype(1, dtype_set(ByteTypes{}));
  if (node.has_input(2)) {
    node.check_same_dtype(0, 2);
    node.check_scalar(2, dtype_set(ByteTypes{}));
  }
  if (node.has_input(3)) {
    node.check_same_dtype(1, 3);
    check_channel_numbers(node, 3, 1);
  }
  infer_convolution(node, out, 0, 1, kNoBias, MORTISE_DTYPE_INT32);
}

class ConvIntegerKernel {
 public:
  ConvIntegerKernel(const Node& node, const KernelContext&) : convolution_(node, 0, 1) {}

  uint64_t workspace_size() const { return convolution_.workspace_size(); }

  // Sums of such products are exact in double. They wrap around in 32 bits, as the standard says that they may.
  void run(const Launch& launch) const {
    const ByteElements x(launch, 0), w(launch, 1), x_zeros(launch, 2), w_zeros(launch, 3);
    const int64_t x_zero = x_zeros.at(0);
    const bool per_channel = launch.has_input(3) && element_count(launch.input(3)) > 1;
    auto* y = launch.out<int32_t>(0);
    convolution_.run(
        launch, [&](int64_t i) { return static_cast<double>(x.at(i) - x_zero); },
        [&](int64_t i, int64_t channel) {
          return static_cast<double>(w.at(i) - w_zeros.at(per_channel ? channel : 0));
        },
        [y](int64_t i, int64_t, double sum) {
          y[i] = static_cast<int32_t>(static_cast<int64_t>(sum));
        });
  }

 private:
  Convolution convolution_;
};

}  // namespace

MORTISE_OPERATOR(ConvInteger, 10) {
  op.summary("Convolution of 8-bit integers less their zero points, in 32 bits")
      .input("x")
      .input("w")
      .optional_input("x_zero_point")
      .optional_input("w_zero_point")
      .output("y")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .attribute("group", MORTISE_ATTRIBUTE_INT)
      .attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .infer(&infer)
      .kernel<ConvIntegerKernel>();
}

}  // namespace mortise::ops
