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

void emit(Rewriter& graph, const Node& node, const Absorbed& absorbed, Value bias,
          bool transpose_b) {
  sdk::Attrs attributes;
  absorbed.append_to(attributes, kMatMulResidualPosition);
  if (transpose_b) attributes.emplace_back(kMatMulTransposeB, int64_t{1});
  std::vector<Value> inputs = {node.input_id(0), node.input_id(1), bias};
  if (absorbed.residual != MORTISE_NONE) inputs.push_back(absorbed.residual);
  graph.replace(absorbed.result, graph.add(kPrivateDomain, "MatMul", inputs, attributes,
                                           graph.type(absorbed.result), node.name()));
}

void fuse_matmul(Rewriter& graph, const Node& node) {
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
  emit(graph, node, absorbed, bias, false);
}

/// A Gemm that is a MatMul with a bias.
void fuse_gemm(Rewriter& graph, const Node& node) {
  if (node.attr_int("transA", 0) != 0 || node.attr_float("alpha", 1) != 1) return;
  const Value bias = node.has_input(2) ? node.input_id(2) : MORTISE_NONE;
  if (bias != MORTISE_NONE && !is_bias(graph, bias, node.output_shape(0).back())) return;
  Absorbed absorbed;
  absorbed.result = node.output_id(0);
  absorbed.take_steps(graph, true);
  emit(graph, node, absorbed, bias, node.attr_int("transB", 0) != 0);
}

}  // namespace

void fuse_matmuls(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (!graph.alive(id)) continue;
    const Node node = graph.node(id);
    const bool gemm = node.op() == "Gemm";
    if ((!gemm && node.op() != "MatMul") || !node.domain().empty()) continue;
    const KernelEntry* entry = find_kernel(node);
    if (entry == nullptr || !entry->serves(node)) continue;
    gemm ? fuse_gemm(graph, node) : fuse_matmul(graph, node);
  }
}

}  // namespace mortise::cpu
