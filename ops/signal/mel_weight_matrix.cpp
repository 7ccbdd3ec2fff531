#include <algorithm>
#include <cmath>

#include "ops/common/fourier.hpp"
#include "ops/common/indices.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kBins = 0, kLength = 1, kRate = 2, kLow = 3, kHigh = 4;

uint32_t dtype_of(const Node& node) {
  const int64_t dtype = node.attr_int("output_datatype", MORTISE_DTYPE_FLOAT32);
  if (dtype < 0 || dtype > UINT32_MAX ||
      !dtype_set(NumericTypes{}).contains(static_cast<uint32_t>(dtype)))
    unsupported("attribute output_datatype is ", dtype);
  return static_cast<uint32_t>(dtype);
}

void infer(const Node& node, Inference& out) {
  for (const size_t input : {kBins, kLength, kRate})
    node.check_scalar(input, dtype_set(IndexTypes{}));
  for (const size_t input : {kLow, kHigh}) node.check_scalar(input, dtype_set(FloatTypes{}));
  const auto bins = constant_scalar(node, kBins), length = constant_scalar(node, kLength);
  if (!bins) out.need_value(kBins);
  if (!length) out.need_value(kLength);
  if (bins && *bins < 0) invalid("num_mel_bins is ", *bins);
  if (length && *length < 0) invalid("dft_length is ", *length);
  out.set(0, dtype_of(node),
          Shape{length ? bin_count(*length, true) : int64_t{MORTISE_DIM_UNKNOWN},
                bins ? *bins : int64_t{MORTISE_DIM_UNKNOWN}});
}

double read(const Launch& launch, size_t input) {
  return visit_dtype(NumericTypes{}, launch.input(input).dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    return static_cast<double>(load(*launch.in<T>(input)));
  });
}

// Triangles whose corners are equally far apart on the mel scale, 2595 log10(1 + hertz / 700) (O'Shaughnessy 1987).
class MelWeightMatrixKernel {
 public:
  MelWeightMatrixKernel(const Node& node, const KernelContext&) : dtype_(dtype_of(node)) {}

  static constexpr uint32_t kFlags = 0;

  void run(const Launch& launch) const {
    visit_dtype(NumericTypes{}, dtype_,
                [&](auto tag) { fill<typename decltype(tag)::type>(launch); });
  }

 private:
  template <class T>
  static void fill(const Launch& launch) {
    const int64_t rows = launch.output_shape(0)[0], bins = launch.output_shape(0)[1];
    const auto mel = [](double hertz) { return 2595 * std::log10(1 + hertz / 700); };
    const double low = mel(read(launch, kLow));
    const double step = (mel(read(launch, kHigh)) - low) / static_cast<double>(bins + 2);
    const double samples = read(launch, kLength) + 1, rate = read(launch, kRate);
    // The row that the k-th corner lies in.
    const auto corner = [&](int64_t k) {
      const double hertz = 700 * (std::pow(10, (low + step * static_cast<double>(k)) / 2595) - 1);
      const double row = std::floor(samples * hertz / rate);
      if (!(row >= 0 && row < static_cast<double>(rows)))
        invalid("the frequencies reach beyond half of the sample rate, or below zero");
      return static_cast<int64_t>(row);
    };
    T* y = launch.out<T>(0);
    std::fill_n(y, rows * bins, T(Compute<T>{0}));
    for (int64_t k = 0; k < bins; ++k) {
      const int64_t begin = corner(k), middle = corner(k + 1), end = corner(k + 2);
      const auto set = [&](int64_t row, int64_t part, int64_t whole) {
        const double weight = static_cast<double>(part) / static_cast<double>(whole);
        y[row * bins + k] = T(saturating_cast<Compute<T>>(weight));
      };
      if (begin == middle) set(middle, 1, 1);
      for (int64_t row = begin; begin < middle && row <= middle; ++row)
        set(row, row - begin, middle - begin);
      for (int64_t row = middle; row < end; ++row) set(row, end - row, end - middle);
    }
  }

  uint32_t dtype_;
};

}  // namespace

MORTISE_OPERATOR(MelWeightMatrix, 17) {
  op.summary("Weights that turn the bins of a spectrum into those of the mel scale")
      .input("num_mel_bins")
      .input("dft_length")
      .input("sample_rate")
      .input("lower_edge_hertz")
      .input("upper_edge_hertz")
      .output("output")
      .attribute("output_datatype", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<MelWeightMatrixKernel>();
}

}  // namespace mortise::ops
