#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

bool takes_in_activations(const Node& node) {
  return node.domain().empty() && (node.op() == "MatMul" || node.op() == "Gemm" ||
                                   node.op() == "Conv" || node.op() == "Add");  // of a bias
}

void sink(Rewriter& graph, const Node& reshape) {
  if (!reshape.domain().empty() || reshape.op() != "Reshape" || !reshape.has_input(0)) return;
  const auto user = graph.sole_user(reshape.output_id(0));
  if (!user || steps_of(*user).empty()) return;
  const Value x = reshape.input_id(0), result = user->output_id(0);
  const auto maker = graph.producer(x);
  if (graph.value(x).user_count != 1 || !maker || !takes_in_activations(*maker)) return;
  const Value y = graph.add(kPrivateDomain, "Elementwise", {x}, attributes_of(*user), graph.type(x),
                            user->name());
  graph.replace(result, graph.add("", "Reshape", {y, reshape.input_id(1)}, attributes_of(reshape),
                                  graph.type(result), reshape.name()));
}

}  // namespace

void sink_reshapes(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (graph.alive(id)) sink(graph, graph.node(id));
  }
}

}  // namespace mortise::cpu
