// What tests compute expected values with: plain loops over doubles.
#pragma once

#include <cmath>

#include "ops/testing/harness.hpp"

namespace mortise::contrib {

using namespace ops::testing;  // NOLINT: tests are written in the harness's words
using Doubles = std::vector<double>;

inline Tensor random(Shape shape, uint32_t seed = 1, double low = -1, double high = 1) {
  return random_tensor(MORTISE_DTYPE_FLOAT32, std::move(shape), low, high, seed);
}

/// f of each element.
template <class F>
Doubles each(const Tensor& x, F&& f) {
  Doubles y = x.doubles();
  for (double& value : y) value = f(value);
  return y;
}

/// x plus y, whose shape is that of x's last axes.
inline Doubles sum_of(Doubles x, const Doubles& y) {
  for (size_t i = 0; i < x.size(); ++i) x[i] += y[i % y.size()];
  return x;
}

inline double gelu(double x) { return 0.5 * x * (1 + std::erf(x / std::sqrt(2.0))); }
inline double tanh_gelu(double x) {
  return 0.5 * x * (1 + std::tanh(std::sqrt(2 / std::acos(-1.0)) * (x + 0.044715 * x * x * x)));
}
inline double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// Rows of `width` elements, normalised.
inline Doubles layer_norm(const Doubles& x, size_t width, const Doubles& gamma, const Doubles& beta,
                          double epsilon) {
  Doubles y(x.size());
  for (size_t row = 0; row < x.size(); row += width) {
    double mean = 0, variance = 0;
    for (size_t i = 0; i < width; ++i) mean += x[row + i] / static_cast<double>(width);
    for (size_t i = 0; i < width; ++i)
      variance += std::pow(x[row + i] - mean, 2) / static_cast<double>(width);
    for (size_t i = 0; i < width; ++i)
      y[row + i] = (x[row + i] - mean) / std::sqrt(variance + epsilon) * gamma[i] +
                   (beta.empty() ? 0 : beta[i]);
  }
  return y;
}

/// One over the root mean square of each row of `width` elements.
inline Doubles inverse_root_mean_squares(const Doubles& x, size_t width, double epsilon) {
  Doubles y;
  for (size_t row = 0; row < x.size(); row += width) {
    double sum = 0;
    for (size_t i = 0; i < width; ++i) sum += x[row + i] * x[row + i];
    y.push_back(1 / std::sqrt(sum / static_cast<double>(width) + epsilon));
  }
  return y;
}

/// The product of an [n, k] and a [k, m] matrix.
inline Doubles product(const Doubles& a, const Doubles& b, size_t n, size_t k, size_t m) {
  Doubles y(n * m);
  for (size_t i = 0; i < n; ++i)
    for (size_t j = 0; j < m; ++j)
      for (size_t l = 0; l < k; ++l) y[i * m + j] += a[i * k + l] * b[l * m + j];
  return y;
}

}  // namespace mortise::contrib
