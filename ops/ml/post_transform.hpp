// What becomes of the scores of a row: the attribute post_transform of ai.onnx.ml.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// One score alone is left as it is by all transforms but PROBIT, as ONNX Runtime has it.
class PostTransform {
 public:
  /// In the order in which TreeEnsemble numbers them.
  enum Kind : int64_t { kNone, kSoftmax, kLogistic, kSoftmaxZero, kProbit };

  /// Throws for a number that is none of them.
  explicit PostTransform(int64_t kind);
  /// By name: "SOFTMAX_ZERO".
  explicit PostTransform(std::string_view name);

  Kind kind() const { return kind_; }
  /// Requires: count > 0.
  void apply(double* scores, int64_t count) const;
  /// The scores of two classes, given what speaks for the second: only LOGISTIC and PROBIT say what the first one's is then.
  /// False: it is another transform, and nothing was done.
  bool apply_to_two(double score, double* scores) const;

  /// The same of rows of float32, [batch, count].
  Value apply(Builder& b, Value scores, int64_t count) const;
  /// Of [batch, 1]: [batch, 2]. Nothing where the transform is another.
  std::optional<Value> apply_to_two(Builder& b, Value score) const;

 private:
  Kind kind_;
};

/// 1 / (1 + exp(-x))
double logistic(double x);

}  // namespace mortise::ops
