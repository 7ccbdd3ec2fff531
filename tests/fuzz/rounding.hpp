// How much the results of two right ways to compute an operator differ.
#pragma once

#include <vector>

#include "plugin-sdk/conform/case.hpp"
#include "plugin-sdk/conform/reference.hpp"

namespace mortise::fuzz {

/// Of one node with its inputs.
class Rounding {
 public:
  Rounding(const conform::Reference& reference, const mortise_operator_t& op,
           const mortise_node_t& node, const std::vector<conform::HostTensor>& inputs);

  /// Adds to each element an error that it may have.
  void disturb(size_t output, conform::HostTensor& tensor, conform::Random& random) const;

 private:
  conform::Accuracy accuracy_;
  std::vector<conform::HostTensor> scales_;  // sums of the terms' magnitudes, where there are terms
};

/// How far from the first of the samples each element may be, when the others show how it depends on rounding.
std::vector<double> spread(const std::vector<conform::HostTensor>& samples);

}  // namespace mortise::fuzz
