#include <algorithm>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/expression.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

/// `outer` with its input number `at` computed by `inner`.
Expression inlined(const Expression& inner, const Expression& outer, size_t at) {
  Expression result;
  result.inputs = inner.inputs;
  const auto place = [&](Value value) {
    const auto found = std::find(result.inputs.begin(), result.inputs.end(), value);
    if (found == result.inputs.end()) {
      result.inputs.push_back(value);
      return static_cast<int32_t>(result.inputs.size() - 1);
    }
    return static_cast<int32_t>(found - result.inputs.begin());
  };
  std::vector<int32_t> outer_inputs(outer.inputs.size());
  for (size_t i = 0; i < outer.inputs.size(); ++i) {
    if (i != at) outer_inputs[i] = place(outer.inputs[i]);
  }
  result.program.inputs = static_cast<int32_t>(result.inputs.size());
  const auto append = [&](const Program& program, const std::vector<int32_t>& inputs) {
    std::vector<int32_t> numbers = inputs;
    for (Instruction instruction : program.code) {
      instruction.a = numbers[static_cast<size_t>(instruction.a)];
      instruction.b = numbers[static_cast<size_t>(instruction.b)];
      result.program.code.push_back(instruction);
      numbers.push_back(result.program.inputs + static_cast<int32_t>(result.program.code.size()) -
                        1);
    }
    return numbers.back();
  };
  std::vector<int32_t> inner_inputs(inner.inputs.size());
  for (size_t i = 0; i < inner_inputs.size(); ++i) inner_inputs[i] = static_cast<int32_t>(i);
  outer_inputs[at] = append(inner.program, inner_inputs);
  append(outer.program, outer_inputs);
  return result;
}

bool within_limits(const Expression& expression) {
  return expression.inputs.size() <= kMaxOperands &&
         expression.program.code.size() <= kMaxInstructions;
}

void fuse(Rewriter& graph, const Node& node) {
  auto expression = expression_of(node);
  if (!expression) return;
  const Value result = node.output_id(0);
  bool changed = false;
  for (size_t i = 0; i < expression->inputs.size(); ++i) {
    const Value input = expression->inputs[i];
    const auto before = graph.producer(input);
    if (!before || graph.value(input).user_count != 1 ||
        !sdk::equal(graph.shape(input), graph.shape(result))) {
      continue;
    }
    const auto inner = expression_of(*before);
    if (!inner) continue;
    Expression merged = inlined(*inner, *expression, i);
    if (!within_limits(merged)) continue;
    *expression = std::move(merged);
    changed = true;
    i = static_cast<size_t>(-1);  // the inputs are others now
  }
  if (!changed) return;
  sdk::Attrs attributes;
  append_program(attributes, expression->program);
  graph.replace(result, graph.add(kPrivateDomain, "Elementwise", expression->inputs, attributes,
                                  graph.type(result), node.name()));
}

}  // namespace

void fuse_elementwise(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (graph.alive(id)) fuse(graph, graph.node(id));
  }
}

}  // namespace mortise::cpu
