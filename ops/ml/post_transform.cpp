#include "ops/ml/post_transform.hpp"

#include <algorithm>
#include <cmath>

namespace mortise::ops {
namespace {

constexpr std::string_view kNames[] = {"NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT"};

int64_t kind_of(std::string_view name) {
  const auto* found = std::find(std::begin(kNames), std::end(kNames), name);
  if (found == std::end(kNames)) invalid("attribute post_transform is ", name);
  return found - std::begin(kNames);
}

// SOFTMAX_ZERO leaves zeros as they are.
void softmax(double* scores, int64_t count, bool keeps_zeros) {
  const double largest = *std::max_element(scores, scores + count);
  double sum = 0;
  for (int64_t k = 0; k < count; ++k) {
    if (keeps_zeros && scores[k] == 0) continue;
    scores[k] = std::exp(scores[k] - largest);
    sum += scores[k];
  }
  for (int64_t k = 0; k < count; ++k) scores[k] /= sum != 0 ? sum : 1;
}

}  // namespace

PostTransform::PostTransform(int64_t kind) : kind_(static_cast<Kind>(kind)) {
  if (kind < kNone || kind > kProbit) invalid("attribute post_transform is ", kind);
  if (kind == kProbit) unsupported("the transform PROBIT");
}

PostTransform::PostTransform(std::string_view name) : PostTransform(kind_of(name)) {}

void PostTransform::apply(double* scores, int64_t count) const {
  switch (kind_) {
    case kSoftmax: return softmax(scores, count, false);
    case kSoftmaxZero: return softmax(scores, count, true);
    case kLogistic: std::transform(scores, scores + count, scores, &logistic); break;
    default: break;
  }
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace mortise::ops
