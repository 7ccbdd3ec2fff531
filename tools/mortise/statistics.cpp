#include "tools/mortise/statistics.hpp"

#include <algorithm>
#include <numeric>

namespace mortise::cli {

double percentile(std::vector<double> samples, double percent) {
  std::sort(samples.begin(), samples.end());
  const double position = percent / 100 * static_cast<double>(samples.size() - 1);
  const auto below = static_cast<size_t>(position);
  const size_t above = std::min(below + 1, samples.size() - 1);
  const double fraction = position - static_cast<double>(below);
  return samples[below] + fraction * (samples[above] - samples[below]);
}

double mean(const std::vector<double>& samples) {
  return std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(samples.size());
}

}  // namespace mortise::cli
