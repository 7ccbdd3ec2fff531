// Attention by plain loops, for tests.
#pragma once

#include <functional>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {

/// Queries, keys or values, [batch, heads, length, size].
struct Heads {
  size_t batch, heads, length, size;
  Doubles elements = Doubles(batch * heads * length * size);

  double& at(size_t item, size_t head, size_t position, size_t i) {
    return elements[((item * heads + head) * length + position) * size + i];
  }
  double at(size_t item, size_t head, size_t position, size_t i) const {
    return elements[((item * heads + head) * length + position) * size + i];
  }
};

/// From [batch, length, heads * size], of which `columns` lie in a row and the first is `from`.
inline Heads heads_of(const Doubles& x, size_t batch, size_t length, size_t heads, size_t size,
                      size_t from = 0, size_t columns = 0) {
  Heads result{batch, heads, length, size};
  const size_t row = columns == 0 ? heads * size : columns;
  for (size_t b = 0; b < batch; ++b)
    for (size_t h = 0; h < heads; ++h)
      for (size_t l = 0; l < length; ++l)
        for (size_t i = 0; i < size; ++i)
          result.at(b, h, l, i) = x[(b * length + l) * row + from + h * size + i];
  return result;
}

/// Those of before, then those of now.
inline Heads joined(const Heads& past, const Heads& now) {
  Heads result{now.batch, now.heads, past.length + now.length, now.size};
  for (size_t b = 0; b < now.batch; ++b)
    for (size_t h = 0; h < now.heads; ++h)
      for (size_t l = 0; l < result.length; ++l)
        for (size_t i = 0; i < now.size; ++i)
          result.at(b, h, l, i) =
              l < past.length ? past.at(b, h, l, i) : now.at(b, h, l - past.length, i);
  return result;
}

/// What is added to the score of (item, head, query, key).
using Bias = std::function<double(size_t, size_t, size_t, size_t)>;

struct Attended {
  Doubles output;  // [batch, length, heads * size of values]
  Doubles scores;  // [batch, heads, length, keys], before the softmax
};

/// `sink`: what each head adds to the sum of a row's exponentials.
inline Attended attended(const Heads& q, const Heads& k, const Heads& v, const Bias& bias,
                         double scale = 0, double softcap = 0, const Doubles& sink = {}) {
  Attended result;
  result.output.resize(q.batch * q.length * q.heads * v.size);
  const double factor = scale != 0 ? scale : 1 / std::sqrt(static_cast<double>(q.size));
  for (size_t b = 0; b < q.batch; ++b) {
    for (size_t h = 0; h < q.heads; ++h) {
      const size_t shared = h / (q.heads / k.heads);
      for (size_t row = 0; row < q.length; ++row) {
        Doubles weights;
        double sum = sink.empty() ? 0 : sink[h];
        for (size_t column = 0; column < k.length; ++column) {
          double score = 0;
          for (size_t i = 0; i < q.size; ++i)
            score += factor * q.at(b, h, row, i) * k.at(b, shared, column, i);
          if (softcap != 0) score = softcap * std::tanh(score / softcap);
          score += bias(b, h, row, column);
          result.scores.push_back(score);
          weights.push_back(std::exp(score));
          sum += weights.back();
        }
        for (size_t i = 0; i < v.size; ++i) {
          double& y = result.output[((b * q.length + row) * q.heads + h) * v.size + i];
          for (size_t column = 0; column < k.length; ++column)
            y += weights[column] / sum * v.at(b, shared, column, i);
        }
      }
    }
  }
  return result;
}

inline const Bias kNoBias = [](size_t, size_t, size_t, size_t) { return 0.0; };
inline constexpr double kNever = -1e9;  // a score that has no weight

}  // namespace mortise::contrib
