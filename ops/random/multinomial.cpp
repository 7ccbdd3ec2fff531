#include <algorithm>
#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/random.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  node.check_rank(0, 2);
  const int64_t count = node.attr_int("sample_size", 1);
  if (count < 0) invalid("attribute sample_size is ", count, "; it must not be negative");
  const int64_t dtype = node.attr_int("dtype", MORTISE_DTYPE_INT32);
  if (dtype != MORTISE_DTYPE_INT32 && dtype != MORTISE_DTYPE_INT64)
    invalid("attribute dtype is ", dtype, "; samples are int32 or int64");
  const int64_t rows = node.ranked(0) ? node.shape(0)[0] : int64_t{MORTISE_DIM_UNKNOWN};
  out.set(0, static_cast<uint32_t>(dtype), {rows, count});
}

// By the sums of the classes' probabilities: a sample is the first class whose sum lies above a number in [0, total).
class MultinomialKernel {
 public:
  MultinomialKernel(const Node& node, const KernelContext&)
      : source_(node), classes_(node.shape(0)[1]) {}

  uint64_t workspace_size() const { return static_cast<uint64_t>(classes_) * sizeof(double); }

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t samples = launch.output_shape(0)[1];
    const RandomStream stream = source_.draw();
    auto* sums = launch.workspace<double>();
    if (shape[0] * samples > 0 && shape[1] == 0) invalid("there are no classes to draw from");
    for (int64_t row = 0; row < shape[0]; ++row) {
      add_up(launch.input(0), row * shape[1], shape[1], sums);
      for (int64_t k = row * samples; k < (row + 1) * samples; ++k) {
        const double place = stream.uniform(static_cast<uint64_t>(k)) * sums[shape[1] - 1];
        const int64_t found = std::upper_bound(sums, sums + shape[1], place) - sums;
        write(launch.output(0), k, std::min(found, shape[1] - 1));
      }
    }
  }

 private:
  // The input has logarithms, not normalised: they are taken relative to the largest, so that none overflows.
  static void add_up(const mortise_tensor_view_t& x, int64_t first, int64_t count, double* sums) {
    visit_dtype(FloatTypes{}, x.dtype, [&](auto tag) {
      const auto* logs = data<typename decltype(tag)::type>(x) + first;
      double most = -INFINITY, total = 0;
      for (int64_t i = 0; i < count; ++i)
        most = std::fmax(most, static_cast<double>(load(logs[i])));
      for (int64_t i = 0; i < count; ++i) {
        const double weight = std::exp(static_cast<double>(load(logs[i])) - most);
        sums[i] = total += std::isnan(weight) ? 0 : weight;
      }
    });
  }
  static void write(const mortise_tensor_view_t& y, int64_t at, int64_t sample) {
    if (y.dtype == MORTISE_DTYPE_INT64) {
      data<int64_t>(y)[at] = sample;
    } else {
      data<int32_t>(y)[at] = static_cast<int32_t>(sample);
    }
  }

  RandomSource source_;
  int64_t classes_;
};

}  // namespace

MORTISE_OPERATOR(Multinomial, 22) {
  op.summary("Classes drawn with the probabilities whose logarithms a row has")
      .input("input")
      .output("output")
      .attribute("dtype", MORTISE_ATTRIBUTE_INT)
      .attribute("sample_size", MORTISE_ATTRIBUTE_INT)
      .attribute("seed", MORTISE_ATTRIBUTE_FLOAT)
      .flags(0)  // each run draws anew
      .infer(&infer)
      .kernel<MultinomialKernel>();
}

}  // namespace mortise::ops
