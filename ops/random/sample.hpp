// How far samples are from a distribution: for tests with a fixed seed.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace mortise::ops::testing {

/// The statistic of Kolmogorov and Smirnov times sqrt(n): above 1.95 with probability 0.001 if the samples are of the
/// distribution whose cumulative function is `below`.
template <class Below>
double kolmogorov_distance(std::vector<double> samples, Below&& below) {
  std::sort(samples.begin(), samples.end());
  const auto count = static_cast<double>(samples.size());
  double most = 0;
  for (size_t i = 0; i < samples.size(); ++i) {
    const double expected = below(samples[i]), place = static_cast<double>(i);
    most = std::max({most, expected - place / count, (place + 1) / count - expected});
  }
  return most * std::sqrt(count);
}

/// The chi-square statistic of counts against probabilities.
inline double chi_square(const std::vector<double>& counts, const std::vector<double>& expected) {
  double total = 0, sum = 0;
  for (const double count : counts) total += count;
  for (size_t i = 0; i < counts.size(); ++i) {
    const double mean = total * expected[i];
    sum += (counts[i] - mean) * (counts[i] - mean) / mean;
  }
  return sum;
}

}  // namespace mortise::ops::testing
