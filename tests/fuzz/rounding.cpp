#include "tests/fuzz/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace mortise::fuzz {
namespace {

using conform::Accuracy;
using conform::HostTensor;

// Sums round once per term, and mostly not all in one direction.
constexpr double kStepsOfSums = 16;
// A backend's error may be larger than that of the few samples.
constexpr double kSafety = 6;

/// The least exact of the operator's known uses.
Accuracy worst_accuracy(const mortise_operator_t& op) {
  const conform::Cases cases = conform::cases_of(op);
  Accuracy worst;
  if (cases.empty()) worst = {8, 1};
  for (const conform::Case& one : cases) {
    worst.steps = std::max(worst.steps, one.accuracy.steps);
    worst.floor = std::max(worst.floor, one.accuracy.floor);
    worst.terms = std::max(worst.terms, one.accuracy.terms);
  }
  return worst;
}

const Accuracy& accuracy_of(const mortise_operator_t& op) {
  static std::map<const mortise_operator_t*, Accuracy> known;
  const auto found = known.find(&op);
  return found != known.end() ? found->second
                              : known.emplace(&op, worst_accuracy(op)).first->second;
}

}  // namespace

Rounding::Rounding(const conform::Reference& reference, const mortise_operator_t& op,
                   const mortise_node_t& node, const std::vector<HostTensor>& inputs)
    : accuracy_(accuracy_of(op)) {
  if (accuracy_.terms == 0) return;
  std::vector<HostTensor> magnitudes;
  for (const HostTensor& input : inputs) {
    magnitudes.push_back(input.dtype == MORTISE_DTYPE_UNDEFINED ? input : absolute(input));
  }
  scales_ = reference.run(node, magnitudes);
}

void Rounding::disturb(size_t output, HostTensor& tensor, conform::Random& random) const {
  const double own = conform::epsilon_of(tensor.dtype);
  if (own == 0 || (accuracy_.steps == 0 && accuracy_.terms == 0)) return;
  const bool wide = tensor.dtype == MORTISE_DTYPE_FLOAT64;
  const double computed = conform::epsilon_of(wide ? tensor.dtype : MORTISE_DTYPE_FLOAT32);
  std::vector<double> elements = sdk::to_doubles(tensor.view());
  std::vector<double> scales;
  if (!scales_.empty()) scales = sdk::to_doubles(scales_[output].view());
  for (size_t i = 0; i < elements.size(); ++i) {
    const double magnitude = std::abs(elements[i]);
    double error = accuracy_.steps * computed * std::max(magnitude, accuracy_.floor);
    if (own > computed) error += own * magnitude;
    if (!scales.empty() && std::isfinite(scales[i])) error += kStepsOfSums * computed * scales[i];
    elements[i] += error * random.uniform(-1, 1);
  }
  tensor = conform::tensor_of(tensor.dtype, tensor.shape, elements);
}

std::vector<double> spread(const std::vector<HostTensor>& samples) {
  const std::vector<double> exact = sdk::to_doubles(samples[0].view());
  std::vector<double> allowed(exact.size(), 0);
  for (size_t sample = 1; sample < samples.size(); ++sample) {
    const std::vector<double> other = sdk::to_doubles(samples[sample].view());
    for (size_t i = 0; i < exact.size(); ++i) {
      allowed[i] = std::max(allowed[i], std::abs(other[i] - exact[i]));
    }
  }
  // A sample's error may be lost when it is rounded.
  const bool inexact = std::any_of(allowed.begin(), allowed.end(), [](double a) { return a > 0; });
  const double epsilon = conform::epsilon_of(samples[0].dtype);
  for (size_t i = 0; i < exact.size(); ++i) {
    allowed[i] *= kSafety;
    if (inexact) allowed[i] += 4 * epsilon * std::abs(exact[i]);
    // Subnormal numbers may be flushed to zero.
    if (epsilon > 0) allowed[i] += conform::smallest_of(samples[0].dtype);
  }
  return allowed;
}

}  // namespace mortise::fuzz
