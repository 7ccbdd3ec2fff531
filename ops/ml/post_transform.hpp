// What becomes of the scores of a row: the attribute post_transform of ai.onnx.ml.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

class PostTransform {
 public:
  /// In the order in which TreeEnsemble numbers them.
  enum Kind : int64_t { kNone, kSoftmax, kLogistic, kSoftmaxZero, kProbit };

  /// Throws for a number that is none of them, and for PROBIT.
  explicit PostTransform(int64_t kind);
  /// By name: "SOFTMAX_ZERO".
  explicit PostTransform(std::string_view name);

  Kind kind() const { return kind_; }
  /// Requires: count > 0.
  void apply(double* scores, int64_t count) const;

 private:
  Kind kind_;
};

/// 1 / (1 + exp(-x))
double logistic(double x);

}  // namespace mortise::ops
