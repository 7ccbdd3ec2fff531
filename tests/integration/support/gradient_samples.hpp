// Nodes whose gradients are measured, at least one for each operator that has a gradient.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <map>
#include <string>
#include <vector>

namespace mortise::tests {

/// An input of a sample: numbers to differentiate by, numbers that stay (those of the other dtypes do), or nothing.
struct SampleInput {
  uint32_t dtype = MORTISE_DTYPE_FLOAT64;
  sdk::Shape shape;
  std::vector<double> numbers;
  bool is_wanted = false;    // its gradient is checked
  bool is_constant = false;  // known to shape rules
  bool is_present = true;
};

struct GradientSample {
  std::string op;  // [domain::]Name
  std::vector<SampleInput> inputs = {};
  sdk::Attrs attrs = {};
  /// The outputs, and which of them the loss reads; each is a tensor of floats.
  size_t output_count = 1;
  std::vector<size_t> read = {0};
};

/// Reproducible numbers in [low, high), as an input that is differentiated by.
SampleInput wanted(const sdk::Shape& shape, double low = -1, double high = 1);
/// The same, that is not.
SampleInput fixed(const sdk::Shape& shape, double low = -1, double high = 1);
/// Constants of whole numbers.
SampleInput whole(const std::vector<double>& numbers, const sdk::Shape& shape,
                  uint32_t dtype = MORTISE_DTYPE_INT64);
inline SampleInput whole(const std::vector<double>& numbers) {
  return whole(numbers, {static_cast<int64_t>(numbers.size())});
}
SampleInput absent();
/// `numbers` of one's own to differentiate by.
SampleInput given(const std::vector<double>& numbers, const sdk::Shape& shape);

std::vector<GradientSample> gradient_samples();          // the standard's, but for nn
std::vector<GradientSample> nn_gradient_samples();       // layers
std::vector<GradientSample> contrib_gradient_samples();  // com.microsoft

/// Operators that have none, and why.
std::map<std::string, std::string> operators_without_gradient();

}  // namespace mortise::tests
