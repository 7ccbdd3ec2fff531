#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kWeight = 1, kBias = 2, kState = 3;

bool is_activated(const Node& node) {
  const std::string_view activation = node.attr_string("activation", "none");
  if (activation != "none" && activation != "silu" && activation != "swish")
    invalid("attribute activation is ", activation, "; it must be none, silu or swish");
  return activation != "none";
}

// The input is [batch, channels, length], the weight [channels, 1, taps], the state [batch, channels, taps - 1].
void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(FloatTypes{}));
  (void)is_activated(node);
  int64_t batch = MORTISE_DIM_UNKNOWN, channels = MORTISE_DIM_UNKNOWN, length = MORTISE_DIM_UNKNOWN;
  int64_t kept = MORTISE_DIM_UNKNOWN;
  node.check_rank(0, 3);
  node.check_rank(kWeight, 3);
  if (node.ranked(0)) {
    batch = node.shape(0)[0];
    channels = node.shape(0)[1];
    length = node.shape(0)[2];
  }
  if (node.ranked(kWeight)) {
    const ShapeView weight = node.shape(kWeight);
    channels = unify_extents(channels, weight[0]);
    unify_extents(weight[1], 1);
    if (weight[2] == 0) invalid("weight has shape ", weight);
    if (weight[2] > 0) kept = weight[2] - 1;
  }
  if (node.has_input(kBias) && node.ranked(kBias)) {
    node.check_rank(kBias, 1);
    channels = unify_extents(channels, node.shape(kBias)[0]);
  }
  if (node.has_input(kState) && node.ranked(kState)) {
    node.check_rank(kState, 3);
    batch = unify_extents(batch, node.shape(kState)[0]);
    channels = unify_extents(channels, node.shape(kState)[1]);
    kept = unify_extents(kept, node.shape(kState)[2]);
  }
  out.set(0, dtype, {batch, channels, length});
  if (node.wants_output(1)) out.set(1, dtype, {batch, channels, kept});
}

// Each channel convolved with taps that look back only, over what was kept before and the input.
class CausalConvWithStateKernel {
 public:
  CausalConvWithStateKernel(const Node& node, const KernelContext&)
      : activated_(is_activated(node)),
        convolve_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Convolve {
          return &CausalConvWithStateKernel::convolve<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*convolve_)(launch); }

 private:
  using Convolve = void (CausalConvWithStateKernel::*)(const Launch&) const;

  template <class T>
  void convolve(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t length = shape[2], taps = launch.input_shape(kWeight)[2];
    for (int64_t line = 0; line < shape[0] * shape[1]; ++line) {
      const int64_t channel = line % shape[1];
      const T* x = launch.in<T>(0) + line * length;
      const T* before =
          launch.has_input(kState) ? launch.in<T>(kState) + line * (taps - 1) : nullptr;
      const auto at = [&](int64_t position) {
        if (position >= 0) return x[position];
        return before != nullptr ? before[position + taps - 1] : T(Compute<T>{0});
      };
      const auto bias =
          launch.has_input(kBias) ? static_cast<double>(load(launch.in<T>(kBias)[channel])) : 0;
      for (int64_t i = 0; i < length; ++i) {
        double sum = bias;
        for (int64_t k = 0; k < taps; ++k) {
          sum += static_cast<double>(load(launch.in<T>(kWeight)[channel * taps + k])) *
                 static_cast<double>(load(at(i - taps + 1 + k)));
        }
        launch.out<T>(0)[line * length + i] =
            store<T>(activated_ ? sum / (1 + std::exp(-sum)) : sum);
      }
      if (!launch.wants_output(1)) continue;
      for (int64_t k = 0; k < taps - 1; ++k)
        launch.out<T>(1)[line * (taps - 1) + k] = at(length - taps + 1 + k);
    }
  }

  bool activated_;
  Convolve convolve_;
};

// A convolution of each channel, of what was kept and the input.
std::vector<Value> decompose(const Node& node, Builder& b) {
  if (!node.ranked(kWeight) || node.shape(kWeight)[0] < 0 || node.shape(kWeight)[2] < 0)
    unsupported("the shape of the weight must be known");
  const int64_t channels = node.shape(kWeight)[0], kept = node.shape(kWeight)[2] - 1;
  const Value x = node.input_id(0);
  const Value whole = node.has_input(kState)
                          ? b.node("Concat", {node.input_id(kState), x}, {{"axis", -1}})
                          : b.node("Pad", {x, b.ints({0, 0, kept, 0, 0, 0})});
  std::vector<Value> inputs = {whole, node.input_id(kWeight)};
  if (node.has_input(kBias)) inputs.push_back(node.input_id(kBias));
  Value y = b.node("Conv", inputs, {{"group", channels}});
  if (is_activated(node)) y = b.node("Mul", {y, b.node("Sigmoid", {y})});
  const Value last = b.ints({2});
  const Value end = b.ints({INT64_MAX});
  const Value length = b.node("Slice", {b.node("Shape", {x}), last, b.ints({3}), b.ints({0})});
  return {y, b.node("Slice", {whole, length, end, last})};
}

}  // namespace

MORTISE_OPERATOR(CausalConvWithState, 27) {
  op.summary("A convolution of each channel that looks back only, and goes on from a state")
      .input("input")
      .input("weight")
      .optional_input("bias")
      .optional_input("past_state")
      .output("output")
      .output("present_state")
      .attribute("activation", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose)
      .kernel<CausalConvWithStateKernel>();
}

}  // namespace mortise::ops
