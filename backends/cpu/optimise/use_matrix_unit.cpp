#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/kernels/split_matmul.hpp"
#include "backends/cpu/matrix/unit.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

void split(Rewriter& graph, const Node& node) {
  std::vector<Value> inputs;
  for (size_t i = 0; i < node.input_count(); ++i) inputs.push_back(node.input_id(i));
  sdk::Attrs attributes;
  for (const mortise_attribute_t& attribute : node.attributes()) attributes.emplace_back(attribute);
  if (node.domain().empty()) append_steps(attributes, {});
  const Value result = node.output_id(0);
  graph.replace(result, graph.add(kPrivateDomain, "SplitMatMul", inputs, attributes,
                                  graph.type(result), node.name()));
}

}  // namespace

void use_matrix_unit(Rewriter& graph) {
  if (!matrix::available()) return;
  for (uint32_t id : graph.nodes()) {
    if (!graph.alive(id)) continue;
    const Node node = graph.node(id);
    if (node.op() == "MatMul" && worth_splitting(node)) split(graph, node);
  }
}

}  // namespace mortise::cpu
