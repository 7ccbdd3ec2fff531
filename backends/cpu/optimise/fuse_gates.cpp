#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/layout.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

/// [N, C, 1, 1] beside [N, C, H, W].
bool is_gate(const Rewriter& graph, Value gate, Value image) {
  if (!may_be_blocked(*graph.value(image).type) || !may_be_blocked(*graph.value(gate).type)) {
    return false;
  }
  const sdk::ShapeView g = graph.shape(gate), x = graph.shape(image);
  return g[0] == x[0] && g[1] == x[1] && g[2] * g[3] == 1 && x[2] * x[3] > 1;
}

void fuse(Rewriter& graph, const Node& node) {
  if (binary_operation(node) != Binary::kMul || !node.has_input(0) || !node.has_input(1)) return;
  Value image = node.input_id(0), gate = node.input_id(1);
  if (!is_gate(graph, gate, image)) std::swap(image, gate);
  if (!is_gate(graph, gate, image)) return;
  std::vector<Value> inputs = {image, gate};
  Value result = node.output_id(0);
  bool plus_one = false;
  const auto user = graph.sole_user(result);
  if (user && binary_operation(*user) == Binary::kAdd) {
    const Value other = user->input_id(user->input_id(0) == result ? 1 : 0);
    if (same_shape(graph, other, result)) {
      plus_one = other == image;
      if (!plus_one) inputs.push_back(other);
      result = user->output_id(0);
    }
  }
  const sdk::Attrs attributes = {{"plus_one", plus_one}};
  graph.replace(result, graph.add(kPrivateDomain, "ScaleChannels", inputs, attributes,
                                  graph.type(result), node.name()));
}

}  // namespace

void fuse_gates(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (graph.alive(id)) fuse(graph, graph.node(id));
  }
}

}  // namespace mortise::cpu
