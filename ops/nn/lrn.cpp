#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"

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

// The sum over the window of `before` channels before each, itself and `behind` channels behind.
Term channel_sum(Gradient& g, const Term& term, int64_t before, int64_t behind) {
  std::vector<int64_t> pads(static_cast<size_t>(2 * g.node.rank(0)), 0);
  pads[1] = before;
  pads[pads.size() / 2 + 1] = behind;
  const Term padded = term.apply("Pad", {g.b.ints(pads)});
  const Value axis = g.b.ints({1});
  const auto part = [&](int64_t first) {
    const int64_t last = first - before - behind;
    return padded.apply("Slice",
                        {g.b.ints({first}), g.b.ints({last == 0 ? INT64_MAX : last}), axis});
  };
  Term sum = part(0);
  for (int64_t first = 1; first <= before + behind; ++first) sum = sum + part(first);
  return sum;
}

// With the base s of the power: dx = dy s^-beta - 2 alpha beta / size x sum(dy x s^(-beta - 1)), where the sum is over
// the channels in whose windows x lies.
void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0)) unsupported("the rank of X must be known");
  const int64_t size = node.attr_int("size");
  const int64_t before = (size - 1) / 2, behind = size - 1 - before;
  const double ratio = node.attr_float("alpha", 1e-4) / static_cast<double>(size);
  const double beta = node.attr_float("beta", 0.75);
  const Term x = input_term(g, 0), dy = output_gradient(g, 0);
  const Term base = ratio * channel_sum(g, x * x, before, behind) + node.attr_float("bias", 1);
  const Term scaled = dy * base.apply("Pow", {base.number(-beta).value()});
  const Term back = channel_sum(g, scaled * x / base, behind, before);
  g.set_input(0, (scaled - 2 * ratio * beta * (x * back)).value());
}

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
      .gradient(&gradient)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        if (query.axis != 1) pieces.range(0, query.axis, query.begin, query.end);
      })
      .kernel<LRNKernel>();
}

}  // namespace mortise::ops
