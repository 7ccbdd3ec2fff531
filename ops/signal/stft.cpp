#include "ops/common/fourier.hpp"
#include "ops/common/indices.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kStep = 1, kWindow = 2, kLength = 3;

// Samples in a frame, where they are known: those of the window unless given.
std::optional<int64_t> frame_length(const Node& node) {
  if (node.has_input(kLength)) {
    const auto length = constant_scalar(node, kLength);
    if (length && *length < 1) invalid("frame_length is ", *length);
    return length;
  }
  if (!node.has_input(kWindow)) invalid("the node has neither window nor frame_length");
  if (!node.shape_known(kWindow)) return std::nullopt;
  node.check_rank(kWindow, 1);
  if (node.shape(kWindow)[0] < 1) invalid("the window is empty");
  return node.shape(kWindow)[0];
}

std::optional<int64_t> frame_step(const Node& node) {
  const auto step = constant_scalar(node, kStep);
  if (step && *step < 1) invalid("frame_step is ", *step);
  return step;
}

void infer(const Node& node, Inference& out) {
  check_signal(node, dtype_set(FloatTypes{}));
  node.check_rank(0, 3);
  for (const size_t input : {kStep, kLength})
    if (node.has_input(input)) node.check_scalar(input, dtype_set(IndexTypes{}));
  const auto length = frame_length(node);
  const auto step = frame_step(node);
  if (node.has_input(kWindow)) {
    node.check_same_dtype(0, kWindow);
    node.check_rank(kWindow, 1);
    if (node.ranked(kWindow) && length) unify_extents(node.shape(kWindow)[0], *length);
  }
  if (!step) out.need_value(kStep);
  if (!length && node.has_input(kLength)) out.need_value(kLength);
  const bool onesided = node.attr_int("onesided", 1) != 0;
  Shape shape(4, MORTISE_DIM_UNKNOWN);
  shape[3] = 2;
  if (length) shape[2] = bin_count(*length, onesided);
  if (node.ranked(0)) {
    const ShapeView signal = node.shape(0);
    if (onesided && signal[2] == 2) invalid("one side says all only for a real signal");
    shape[0] = signal[0];
    if (length && step && signal[1] >= 0) {
      if (signal[1] < *length)
        invalid("a signal of ", signal[1], " samples has no frame of ", *length);
      shape[1] = (signal[1] - *length) / *step + 1;
    }
  }
  out.set(0, node.dtype(0), shape);
}

// The Fourier transforms of overlapping frames of a signal, each under a window.
class STFTKernel {
 public:
  STFTKernel(const Node& node, const KernelContext&)
      : length_(node.has_input(kLength) ? required(frame_length(node), "frame_length") : 0),
        step_(required(frame_step(node), "frame_step")),
        transform_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Transform {
          return &STFTKernel::transform<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*transform_)(launch); }

 private:
  using Transform = void (STFTKernel::*)(const Launch&) const;

  template <class T>
  void transform(const Launch& launch) const {
    const ShapeView signal = launch.input_shape(0), out = launch.output_shape(0);
    const ComplexElements<T> x{launch.in<T>(0), signal[2] == 2};
    const T* window = launch.has_input(kWindow) ? launch.in<T>(kWindow) : nullptr;
    const int64_t length = length_ > 0 ? length_ : launch.input_shape(kWindow)[0];
    T* y = launch.out<T>(0);
    for (int64_t item = 0; item < out[0]; ++item) {
      for (int64_t frame = 0; frame < out[1]; ++frame) {
        const int64_t first = item * signal[1] + frame * step_;
        for (int64_t k = 0; k < out[2]; ++k) {
          const Complex sum = fourier_sum(k, length, length, false, [&](int64_t n) {
            const Complex sample = x.at(first + n);
            const double weight = window != nullptr ? static_cast<double>(load(window[n])) : 1;
            return Complex{sample.real * weight, sample.imaginary * weight};
          });
          *y++ = store<T>(sum.real);
          *y++ = store<T>(sum.imaginary);
        }
      }
    }
  }

  int64_t length_;  // 0: the window's own
  int64_t step_;
  Transform transform_;
};

// The frames gathered, under the window, and their transforms.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const auto length = frame_length(node), step = frame_step(node);
  if (!length || !step || !node.ranked(0) || node.shape(0)[1] < 0)
    unsupported("the signal's length, frame_length and frame_step must be known");
  const int64_t frames = (node.shape(0)[1] - *length) / *step + 1;
  std::vector<int64_t> places;
  for (int64_t frame = 0; frame < frames; ++frame)
    for (int64_t i = 0; i < *length; ++i) places.push_back(frame * *step + i);
  const Value indices =
      b.constant(host_view(MORTISE_DTYPE_INT64, Shape{frames, *length}, places.data()));
  Value samples = b.node("Gather", {node.input_id(0), indices}, {{"axis", 1}});
  if (node.has_input(kWindow)) {
    const Value window = b.node("Unsqueeze", {node.input_id(kWindow), b.ints({1})});
    samples = b.node("Mul", {samples, window});
  }
  const Value axis = b.scalar(MORTISE_DTYPE_INT64, 2);
  return {
      b.node("DFT", {samples, MORTISE_NONE, axis}, {{"onesided", node.attr_int("onesided", 1)}})};
}

}  // namespace

MORTISE_OPERATOR(STFT, 17) {
  op.summary("The Fourier transforms of a signal's frames")
      .input("signal")
      .input("frame_step")
      .optional_input("window")
      .optional_input("frame_length")
      .output("output")
      .attribute("onesided", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose)
      .keep_whole()
      .kernel<STFTKernel>();
}

}  // namespace mortise::ops
