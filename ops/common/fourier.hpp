// The discrete Fourier transform by its definition.
#pragma once

#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {

struct Complex {
  double real = 0, imaginary = 0;
};

/// Elements of a tensor whose last axis holds real numbers (extent 1) or complex ones (2).
template <class T>
struct ComplexElements {
  const T* data;
  bool is_complex;
  Complex at(int64_t index) const {
    if (!is_complex) return {static_cast<double>(load(data[index])), 0};
    return {static_cast<double>(load(data[2 * index])),
            static_cast<double>(load(data[2 * index + 1]))};
  }
};

/// Sum over n of sample(n) e^(-2 pi i k n / length), or with the other sign; samples are [0, count). Requires: k < length.
template <class Sample>
Complex fourier_sum(int64_t k, int64_t length, int64_t count, bool inverse, Sample&& sample) {
  constexpr double kTurn = 6.283185307179586;
  Complex sum;
  int64_t part = 0;  // k n modulo the length: within one turn sine and cosine are exact
  for (int64_t n = 0; n < count; ++n, part = part < length - k ? part + k : part - (length - k)) {
    const double angle =
        (inverse ? kTurn : -kTurn) * static_cast<double>(part) / static_cast<double>(length);
    const Complex x = sample(n);
    const double cosine = std::cos(angle), sine = std::sin(angle);
    sum.real += x.real * cosine - x.imaginary * sine;
    sum.imaginary += x.real * sine + x.imaginary * cosine;
  }
  return sum;
}

/// How many of the bins of a transform are kept: of a real signal the others follow.
inline int64_t bin_count(int64_t length, bool onesided) {
  return onesided ? length / 2 + 1 : length;
}

/// The dtype and last axis that a signal must have: [..., 1] or [..., 2].
inline void check_signal(const Node& node, DtypeSet allowed) {
  node.check_dtype(0, allowed);
  if (!node.ranked(0)) return;
  if (node.rank(0) < 2)
    invalid("input 0 has shape ", node.shape(0), "; its rank must be 2 or more");
  const int64_t last = node.shape(0).back();
  if (last >= 0 && last != 1 && last != 2)
    invalid("input 0 has shape ", node.shape(0),
            "; its last extent must be 1 (real) or 2 (complex)");
}

/// For kernels: what the shape rule has asked for.
template <class T>
T required(const std::optional<T>& value, const char* what) {
  if (!value) unsupported(what, " must be known when the kernel is made");
  return *value;
}

/// The content of a scalar input of integers, where it is known.
inline std::optional<int64_t> constant_scalar(const Node& node, size_t input) {
  const auto values = node.constant_ints(input);
  if (!values) return std::nullopt;
  if (values->size() != 1)
    invalid("input ", input, " has ", values->size(), " elements; it must have one");
  return values->front();
}

}  // namespace mortise::ops
