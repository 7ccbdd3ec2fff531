#include "ops/ml/pairwise_coupling.hpp"

#include <algorithm>
#include <cmath>

namespace mortise::ops {

// The p that sum to one and make p' Q p least, with Q(t, t) the sum of r(s, t)^2 and Q(t, s) = -r(s, t) r(t, s).
void PairwiseCoupling::fill_products() {
  for (int64_t t = 0; t < classes_; ++t) {
    double sum = 0;
    for (int64_t s = 0; s < classes_; ++s) {
      if (s == t) continue;
      const double from = estimates_[s * classes_ + t];
      sum += from * from;
      products_[t * classes_ + s] = -from * estimates_[t * classes_ + s];
    }
    products_[t * classes_ + t] = sum;
  }
}

// Wu, Lin and Weng: Probability estimates for multi-class classification by pairwise coupling (2004), algorithm 2: one
// p after the other is set to where its derivative is that of the whole, until all are near. How near, and for how long at
// most, are LIBSVM's numbers, so that the same machine gives the same probabilities.
void PairwiseCoupling::solve(double* probabilities) {
  constexpr int kMostRounds = 100;
  const double near = 0.005 / static_cast<double>(classes_);
  fill_products();
  double* slopes = products_ + classes_ * classes_;  // Q p
  std::fill_n(probabilities, classes_, 1 / static_cast<double>(classes_));
  for (int round = 0; round < kMostRounds; ++round) {
    double whole = 0, farthest = 0;  // p' Q p
    for (int64_t t = 0; t < classes_; ++t) {
      slopes[t] = 0;
      for (int64_t s = 0; s < classes_; ++s)
        slopes[t] += products_[t * classes_ + s] * probabilities[s];
      whole += probabilities[t] * slopes[t];
    }
    for (int64_t t = 0; t < classes_; ++t)
      farthest = std::max(farthest, std::fabs(slopes[t] - whole));
    if (farthest < near) return;
    for (int64_t t = 0; t < classes_; ++t) {
      const double* row = products_ + t * classes_;
      const double step = (whole - slopes[t]) / row[t];
      const double rest = 1 + step;  // what all are divided by, so that they sum to one again
      whole = (whole + step * (step * row[t] + 2 * slopes[t])) / (rest * rest);
      probabilities[t] += step;
      for (int64_t s = 0; s < classes_; ++s) {
        slopes[s] = (slopes[s] + step * row[s]) / rest;
        probabilities[s] /= rest;
      }
    }
  }
}

}  // namespace mortise::ops
