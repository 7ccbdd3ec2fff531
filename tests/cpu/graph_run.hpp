// Runs a graph whose nodes are all placed on the cpu backend, through the backend's own classes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "backends/cpu/device.hpp"
#include "backends/cpu/testing/kernel_case.hpp"
#include "core/graph/graph.hpp"

namespace mortise::cpu::testing {

/// A graph under construction: every value is float32 and gets its shape at once.
class GraphCase {
 public:
  GraphCase();

  sdk::Value input(const Shape& shape, unsigned seed);
  sdk::Value constant(const Shape& shape, unsigned seed);
  sdk::Value constant(const Shape& shape, const Floats& values);
  sdk::Value ints(const std::vector<int64_t>& values);
  /// A constant of booleans, one a byte.
  sdk::Value booleans(const Shape& shape, const std::vector<uint8_t>& values);
  sdk::Value node(std::string_view op, const std::vector<sdk::Value>& inputs, const Shape& shape,
                  const sdk::Attrs& attributes = {});
  void output(sdk::Value value);

  struct Run {
    std::vector<Floats> outputs;
    std::string ops;  // of the optimised graph, in order: "Conv Reorder"
  };
  /// Leaves the graph as it is.
  Run run(const Options& options) const;

 private:
  sdk::Builder builder();

  graph::Graph graph_;
  std::map<sdk::Value, Floats> inputs_;
  size_t outputs_ = 0;
};

/// Checks that fused and blocked forms compute what the plain operators do, and returns the operators
/// of the fully optimised graph.
std::string check_forms(const GraphCase& graph);

}  // namespace mortise::cpu::testing
