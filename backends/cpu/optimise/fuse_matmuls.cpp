#include "backends/cpu/kernels/matmul.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/absorb.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

/// Input `side` is a row of `columns` values that broadcasts over all rows.
bool is_bias(const Rewriter& graph, Value value, int64_t columns) {
  const sdk::ShapeView shape = graph.shape(value);
  return !shape.empty() && shape.back() == columns && sdk::element_count(shape) == columns &&
         graph.value(value).type->layout == nullptr;
}

void fuse(Rewriter& graph, const Node& node) {
  // Vectors lose a dimension, which the private form does not express.
  if (node.rank(0) < 2 || node.rank(1) < 2) return;
  Absorbed absorbed;
  absorbed.result = node.output_id(0);
  const int64_t columns = node.output_shape(0).back();
  Value bias = MORTISE_NONE;
  if (const auto user = graph.sole_user(absorbed.result)) {
    const size_t side = user->input_id(0) == absorbed.result ? 1 : 0;
    if (binary_operation(*user) == Binary::kAdd && is_bias(graph, user->input_id(side), columns) &&
        sdk::equal(user->output_shape(0), node.output_shape(0))) {
      bias = user->input_id(side);
      absorbed.result = user->output_id(0);
    }
  }
  absorbed.take_steps(graph, true);
  if (absorbed.result == node.output_id(0)) return;
  sdk::Attrs attributes;
  absorbed.append_to(attributes, kMatMulResidualPosition);
  std::vector<Value> inputs = {node.input_id(0), node.input_id(1), bias};
  if (absorbed.residual != MORTISE_NONE) inputs.push_back(absorbed.residual);
  graph.replace(absorbed.result, graph.add(kPrivateDomain, "MatMul", inputs, attributes,
                                           graph.type(absorbed.result), node.name()));
}

}  // namespace

void fuse_matmuls(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (!graph.alive(id)) continue;
    const Node node = graph.node(id);
    if (node.op() != "MatMul" || !node.domain().empty()) continue;
    const KernelEntry* entry = find_kernel(node);
    if (entry != nullptr && entry->serves(node)) fuse(graph, node);
  }
}

}  // namespace mortise::cpu
