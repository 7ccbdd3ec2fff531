#include "backends/cpu/kernels/packed_matmul.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

void pack(Rewriter& graph, const Node& node, bool matrix_unit) {
  sdk::Attrs attributes = attributes_of(node);

  if (node.domain().empty()) append_steps(attributes, {});
  attributes.emplace_back(kMatrixUnit, int64_t{matrix_unit});
  const Value result = node.output_id(0);
  graph.replace(result, graph.add(kPrivateDomain, "PackedMatMul", node.input_ids(), attributes,
                                  graph.type(result), node.name()));
}

}  // namespace

void pack_matmuls(Rewriter& graph, bool matrix_unit) {
  for (uint32_t id : graph.nodes()) {
    if (!graph.alive(id)) continue;
    const Node node = graph.node(id);
    if (node.op() == "MatMul" && can_pack(node)) pack(graph, node, matrix_unit);
  }
}

}  // namespace mortise::cpu
