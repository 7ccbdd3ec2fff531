// Attribute p: which norm.
#pragma once

#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {

/// (sum of |x|^p)^(1/p)
class Norm {
 public:
  explicit Norm(const Node& node) : p_(node.attr_int("p", 2)) {
    if (p_ < 1) invalid("attribute p is ", p_, "; it must be 1 or more");
  }
  double term(double x) const {
    if (p_ == 1) return std::fabs(x);
    return p_ == 2 ? x * x : std::pow(std::fabs(x), static_cast<double>(p_));
  }
  double of(double sum) const {
    if (p_ == 1) return sum;
    return p_ == 2 ? std::sqrt(sum) : std::pow(sum, 1 / static_cast<double>(p_));
  }

 private:
  int64_t p_;
};

}  // namespace mortise::ops
