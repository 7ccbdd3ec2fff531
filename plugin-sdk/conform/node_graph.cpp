#include "plugin-sdk/conform/node_graph.hpp"

namespace mortise::conform {

std::vector<HostTensor> contents_of(const Case& one, Random& random) {
  std::vector<HostTensor> contents;
  for (const CaseInput& input : one.inputs) {
    if (input.dtype == MORTISE_DTYPE_UNDEFINED) {
      contents.emplace_back();
    } else if (!input.numbers.empty()) {
      contents.push_back(tensor_of(input.dtype, input.shape, input.numbers));
    } else {
      contents.push_back(random_tensor(input.dtype, input.shape, input.fill, random));
    }
  }
  return contents;
}

NodeGraph::NodeGraph(const Runtime& runtime, const Case& one, const std::vector<HostTensor>& inputs,
                     const std::string& device)
    : graph_(runtime) {
  sdk::Builder b(graph_.get(), mortise_graph_edit_table());
  b.inherit(device, "");
  std::vector<sdk::Value> values;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const HostTensor& input = inputs[i];
    if (input.dtype == MORTISE_DTYPE_UNDEFINED) {
      values.push_back(MORTISE_NONE);
    } else if (one.inputs[i].constant) {
      values.push_back(b.constant(input.view()));
    } else {
      values.push_back(b.input(sdk::message("x", i), sdk::tensor_type(input.dtype, input.shape)));
    }
  }
  const std::vector<sdk::Value> outputs =
      b.nodes(one.op, values, one.output_count, one.attributes, one.domain, 0, "node");
  for (size_t i = 0; i < outputs.size(); ++i) b.output(sdk::message("y", i), outputs[i]);
  graph_.infer(runtime);
  const mortise_graph_view_t& view = Graph::view();
  node_ = view.node_get(graph_.get(), view.value_get(graph_.get(), outputs[0])->producer);
}

}  // namespace mortise::conform
