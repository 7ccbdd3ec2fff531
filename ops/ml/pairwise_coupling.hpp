// Probabilities of classes from those of each pair of classes.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// Couples the estimates r(i, j) that a row is of class i when it is of i or j.
class PairwiseCoupling {
 public:
  /// Requires: `memory` has room for `room(classes)` numbers, and outlives this object.
  PairwiseCoupling(int64_t classes, double* memory)
      : classes_(classes), estimates_(memory), products_(memory + classes * classes) {}

  static int64_t room(int64_t classes) { return 2 * classes * classes + classes; }

  /// Sets r(i, j), and r(j, i), which is what it lacks of one.
  void set(int64_t i, int64_t j, double estimate) {
    estimates_[i * classes_ + j] = estimate;
    estimates_[j * classes_ + i] = 1 - estimate;
  }
  /// The probability of each class.
  void solve(double* probabilities);

 private:
  void fill_products();

  int64_t classes_;
  double *estimates_, *products_;
};

}  // namespace mortise::ops
