// Running whole graphs on the reference backend, through the embedding API.
#pragma once

#include <mortise/mortise.hpp>

#include <map>
#include <string>

#include "plugin-sdk/conform/subject.hpp"
#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {

using NamedTensors = std::map<std::string, HostTensor>;

/// One thread at a time.
class GraphRunner {
 public:
  /// Operators of the subject are found too. Throws mortise::Error.
  explicit GraphRunner(const Subject& subject);
  const Runtime& runtime() const { return runtime_; }

  /// Outputs, and states as "state NAME", after each of two runs with one state store. Throws mortise::Error.
  NamedTensors run(const Graph& graph, const NamedTensors& inputs) const;

 private:
  Runtime runtime_;
};

/// Content for each input; extents that the graph leaves open are small and differ by symbol.
NamedTensors inputs_for(const Graph& graph, Fill fill, Random& random);

/// The first difference between what two equal graphs compute, give or take rounding; empty when there is none.
std::string results_difference(const NamedTensors& actual, const NamedTensors& expected);

}  // namespace mortise::conform
