// The operator library on a fake host, and graphs run on it node by node.
#pragma once

#include <mortise/sdk/operator_provider.hpp>

#include <map>

#include "ops/testing/harness.hpp"
#include "plugin-sdk/testing/fake_graph.hpp"
#include "plugin-sdk/testing/fake_host.hpp"

namespace mortise::ops::testing {

/// The definition; throws when there is none. "domain::Name" or "Name".
const sdk::Operator& find_operator(std::string_view name);
/// What another plugin defines, for its tests. Before the first of them.
void add_to_library(sdk::Span<const sdk::OperatorEntry> entries);
const mortise_host_t* library_host();

/// A graph of one node whose inputs have the given types (and contents), and that node's id.
struct OneNode {
  OneNode(std::string_view op, const std::vector<InputType>& inputs, const Attrs& attrs,
          size_t output_count);
  const mortise_node_t* node() { return graph.node_abi(0); }
  /// Runs the shape rule and gives the outputs their types.
  Inferred infer();

  sdk::testing::FakeGraph graph;
  std::vector<uint32_t> inputs;  // value ids, MORTISE_NONE for absent ones
  std::vector<uint32_t> outputs;
  const sdk::Operator& op;
};

/// Runs the living nodes from `first` on; `values` holds what is known by value id.
void run_graph(sdk::testing::FakeGraph& graph, size_t first, std::map<uint32_t, Tensor>& values);

}  // namespace mortise::ops::testing
