#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  if (node.attr_int("size") < 1) invalid("attribute size is ", node.attr_int("size"));
  if (node.ranked(0) && node.rank(0) < 2)
    invalid("X has shape ", node.shape(0), "; it needs a channel axis 1");
}

// y = x / (bias + alpha / size * sum of squares of the neighbouring channels) ^ beta.
// Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep Convolutional Neural Networks (2012), section 3.3.
class LRNKernel {
 public:
  LRNKernel(const Node& node, const KernelContext&)
      : size_(node.attr_int("size")),
        alpha_(node.attr_float("alpha", 1e-4)),
        beta_(node.attr_float("beta", 0.75)),
        bias_(node.attr_float("bias", 1)),
        normalize_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Normalize {
          return &LRNKernel::normalize<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*normalize_)(launch); }

 private:
  using Normalize = void (LRNKernel::*)(const Launch&) const;

  template <class T>
  void normalize(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t channels = shape[1];
    const int64_t plane = element_count(ShapeView(shape.data() + 2, shape.size() - 2));
    const int64_t before = (size_ - 1) / 2, behind = size_ - 1 - before;
    for (int64_t n = 0; n < shape[0]; ++n) {
      const T* x = launch.in<T>(0) + n * channels * plane;
      T* y = launch.out<T>(0) + n * channels * plane;
      for (int64_t c = 0; c < channels; ++c) {
        const int64_t first = c < before ? 0 : c - before;
        const int64_t last = behind < channels - 1 - c ? c + behind : channels - 1;
        for (int64_t k = 0; k < plane; ++k) {
          double squares = 0;
          for (int64_t other = first; other <= last; ++other) {
            const auto value = static_cast<double>(load(x[other * plane + k]));
            squares += value * value;
          }
          const double base = bias_ + alpha_ / static_cast<double>(size_) * squares;
          y[c * plane + k] =
              store<T>(static_cast<double>(load(x[c * plane + k])) / std::pow(base, beta_));
        }
      }
    }
  }

  int64_t size_;
  double alpha_, beta_, bias_;
  Normalize normalize_;
};

}  // namespace

MORTISE_OPERATOR(LRN, 13) {
  op.summary("Normalises each element by the squares of the neighbouring channels")
      .input("X")
      .output("Y")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("beta", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("bias", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("size", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        if (query.axis != 1) pieces.range(0, query.axis, query.begin, query.end);
      })
      .kernel<LRNKernel>();
}

}  // namespace mortise::ops
