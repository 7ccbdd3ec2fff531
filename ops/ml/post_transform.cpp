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

// SOFTMAX_ZERO leaves zeros as they are; up to here a score is one, as ONNX Runtime has it.
constexpr double kZero = 1e-7;

void softmax(double* scores, int64_t count, bool keeps_zeros) {
  const double largest = *std::max_element(scores, scores + count);
  double sum = 0;
  for (int64_t k = 0; k < count; ++k) {
    const bool is_zero = keeps_zeros && std::abs(scores[k]) <= kZero;
    scores[k] = is_zero ? 0 : std::exp(scores[k] - largest);
    sum += scores[k];
  }
  for (int64_t k = 0; k < count; ++k) scores[k] /= sum != 0 ? sum : 1;
}

Value softmax_of_nonzero(Builder& b, Value scores) {
  const auto number = [&](double value) { return b.scalar(MORTISE_DTYPE_FLOAT32, value); };
  const Value largest = b.node("ReduceMax", {scores, b.ints({1})});
  const Value powers = b.node("Exp", {b.node("Sub", {scores, largest})});
  const Value is_zero = b.node("LessOrEqual", {b.node("Abs", {scores}), number(kZero)});
  const Value kept = b.node("Where", {is_zero, number(0), powers});
  const Value sum = b.node("ReduceSum", {kept, b.ints({1})});
  const Value has_none = b.node("Equal", {sum, number(0)});
  return b.node("Div", {kept, b.node("Where", {has_none, number(1), sum})});
}

// The quantile of the normal distribution, from an approximation of erf's inverse that ONNX Runtime has, too (Winitzki, A handy
// approximation for the error function and its inverse, 2008). Within 0.3 % of the true one.
constexpr double kWinitzki = 0.147;
constexpr double kShift = 2 / (3.14159265358979324 * kWinitzki);

double probit(double probability) {
  const double log = std::log(4 * probability * (1 - probability));
  const double v = kShift + log / 2;
  const double magnitude = std::sqrt(2 * (std::sqrt(v * v - log / kWinitzki) - v));
  return probability < 0.5 ? -magnitude : magnitude;
}

// Close to one half the difference of nearly equal numbers needs float64.
Value probit(Builder& b, Value scores) {
  const auto number = [&](double value) { return b.scalar(MORTISE_DTYPE_FLOAT64, value); };
  const auto cast = [&](Value value, uint32_t dtype) {
    return b.node("Cast", {value}, {{"to", dtype}});
  };
  const Value p = cast(scores, MORTISE_DTYPE_FLOAT64);
  const Value both = b.node("Mul", {p, b.node("Sub", {number(1), p})});
  const Value log = b.node("Log", {b.node("Mul", {number(4), both})});
  const Value v = b.node("Add", {number(kShift), b.node("Mul", {log, number(0.5)})});
  const Value square =
      b.node("Sub", {b.node("Mul", {v, v}), b.node("Div", {log, number(kWinitzki)})});
  const Value half = b.node("Sub", {b.node("Sqrt", {square}), v});
  const Value magnitude = b.node("Sqrt", {b.node("Mul", {number(2), half})});
  const Value is_low = b.node("Less", {p, number(0.5)});
  return cast(b.node("Where", {is_low, b.node("Neg", {magnitude}), magnitude}),
              MORTISE_DTYPE_FLOAT32);
}

}  // namespace

PostTransform::PostTransform(int64_t kind) : kind_(static_cast<Kind>(kind)) {
  if (kind < kNone || kind > kProbit) invalid("attribute post_transform is ", kind);
}

PostTransform::PostTransform(std::string_view name) : PostTransform(kind_of(name)) {}

void PostTransform::apply(double* scores, int64_t count) const {
  if (count == 1 && kind_ != kProbit) return;
  switch (kind_) {
    case kSoftmax: return softmax(scores, count, false);
    case kSoftmaxZero: return softmax(scores, count, true);
    case kLogistic: std::transform(scores, scores + count, scores, &logistic); break;
    case kProbit:
      std::transform(scores, scores + count, scores, [](double score) { return probit(score); });
      break;
    default: break;
  }
}

bool PostTransform::apply_to_two(double score, double* scores) const {
  switch (kind_) {
    case kLogistic:
      scores[0] = logistic(-score);
      scores[1] = logistic(score);
      return true;
    case kProbit:
      scores[1] = probit(score);
      scores[0] = -scores[1];
      return true;
    default: return false;
  }
}

Value PostTransform::apply(Builder& b, Value scores, int64_t count) const {
  if (count == 1 && kind_ != kProbit) return scores;
  switch (kind_) {
    case kSoftmax: return b.node("Softmax", {scores}, {{"axis", 1}});
    case kSoftmaxZero: return softmax_of_nonzero(b, scores);
    case kLogistic: return b.node("Sigmoid", {scores});
    case kProbit: return probit(b, scores);
    default: return scores;
  }
}

std::optional<Value> PostTransform::apply_to_two(Builder& b, Value score) const {
  const auto with_opposite = [&](Value value) {
    return b.node("Concat", {b.node("Neg", {value}), value}, {{"axis", 1}});
  };
  switch (kind_) {
    case kLogistic: return b.node("Sigmoid", {with_opposite(score)});
    case kProbit: return with_opposite(probit(b, score));
    default: return std::nullopt;
  }
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

}  // namespace mortise::ops
