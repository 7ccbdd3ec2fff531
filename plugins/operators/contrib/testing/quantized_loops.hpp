// Quantised tensors in tests: what they stand for, and back.
#pragma once

#include <limits>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {

/// A tensor of bytes with one scale and one zero point.
template <class T>
struct Bytes {
  Tensor tensor;
  float scale;
  T zero;

  Doubles values() const {
    return each(tensor, [this](double x) { return (x - zero) * static_cast<double>(scale); });
  }
  Tensor scale_tensor() const { return ops::testing::tensor<float>({}, {scale}); }
  Tensor zero_tensor() const { return ops::testing::tensor<T>({}, {zero}); }
};

template <class T>
Bytes<T> random_bytes(Shape shape, float scale, T zero, uint32_t seed) {
  return {random_tensor(sdk::kDtype<T>, std::move(shape), std::numeric_limits<T>::min(),
                        std::numeric_limits<T>::max(), seed),
          scale, zero};
}

/// The nearest steps, halves to even, within T.
template <class T>
std::vector<int64_t> steps_of(const Doubles& values, double scale, double zero) {
  std::vector<int64_t> steps;
  for (const double value : values) {
    const double step = std::nearbyint(value / scale) + zero;
    steps.push_back(static_cast<int64_t>(
        std::fmin(std::fmax(step, std::numeric_limits<T>::min()), std::numeric_limits<T>::max())));
  }
  return steps;
}

}  // namespace mortise::contrib
