#include <cmath>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

/// What a node does to one operand.
struct Chain {
  Value input = MORTISE_NONE;
  std::vector<Step> steps;
};

/// x op c or c op x with a constant c of one element, as a linear step.
std::optional<Chain> constant_arithmetic(const Rewriter& graph, const Node& node) {
  const auto binary = binary_operation(node);
  if (!binary) return std::nullopt;
  for (size_t side = 0; side < 2; ++side) {
    const auto c = graph.scalar(node.input_id(side));
    const Value x = node.input_id(1 - side);
    // A constant of higher rank would widen the result; a constant x was folded by the core.
    if (!c || !sdk::equal(graph.shape(x), node.output_shape(0))) continue;
    const bool on_right = side == 1;
    switch (*binary) {
      case Binary::kAdd: return Chain{x, {{Unary::kLinear, 1, *c}}};
      case Binary::kMul: return Chain{x, {{Unary::kLinear, *c, 0}}};
      case Binary::kSub:
        return Chain{x, {{Unary::kLinear, on_right ? 1.0f : -1.0f, on_right ? -*c : *c}}};
      case Binary::kDiv:
        if (!on_right) return Chain{x, {{Unary::kReciprocal}, {Unary::kLinear, *c, 0}}};
        // The reciprocal of a denormal number is infinite, that of a huge one loses digits.
        if (!std::isnormal(1.0f / *c)) return std::nullopt;
        return Chain{x, {{Unary::kLinear, 1.0f / *c, 0}}};
      default: return std::nullopt;
    }
  }
  return std::nullopt;
}

/// Bounds of a clip that hardswish can divide and multiply by: not open, and far from over- and
/// underflow.
bool is_moderate(float top) { return top >= 1e-6f && top <= 1e6f; }

/// x * g(x), where g is a sigmoid or a clip from 0 of something linear.
std::optional<Chain> own_gate(const Rewriter& graph, const Node& node) {
  if (binary_operation(node) != Binary::kMul) return std::nullopt;
  for (size_t side = 0; side < 2; ++side) {
    const Value x = node.input_id(1 - side);
    const auto gate = graph.producer(node.input_id(side));
    if (!gate || graph.value(node.input_id(side)).user_count != 1) continue;
    std::vector<Step> steps = steps_of(*gate);
    if (steps.empty() || steps.size() > 2 || gate->input_id(0) != x) continue;
    Step linear{Unary::kLinear, 1, 0};
    if (steps.size() == 2) {
      if (steps[0].kind != Unary::kLinear) continue;
      linear = steps[0];
    }
    const Step& last = steps.back();
    if (last.kind == Unary::kSigmoid && linear.beta == 0) {
      return Chain{x, {{Unary::kSwish, linear.alpha, 0}}};
    }
    if (last.kind == Unary::kClip && last.alpha == 0 && is_moderate(last.beta)) {
      const float top = last.beta;
      return Chain{
          x,
          {{Unary::kHardSwish, linear.alpha / top, linear.beta / top}, {Unary::kLinear, top, 0}}};
    }
  }
  return std::nullopt;
}

std::optional<Chain> chain_of(const Rewriter& graph, const Node& node) {
  if (node.output_type(0).dtype != MORTISE_DTYPE_FLOAT32) return std::nullopt;
  if (auto chain = own_gate(graph, node)) return chain;
  if (auto chain = constant_arithmetic(graph, node)) return chain;
  if (auto steps = unary_steps(node)) return Chain{node.input_id(0), std::move(*steps)};
  return std::nullopt;
}

void fuse(Rewriter& graph, const Node& node) {
  if (node.output_count() != 1 || !node.wants_output(0)) return;
  const KernelEntry* entry = find_kernel(node);
  if (entry == nullptr || !entry->serves(node)) return;
  const auto chain = chain_of(graph, node);
  if (!chain) return;
  // Extend the chain that ends in the input when nothing else reads it.
  Value input = chain->input;
  std::vector<Step> steps;
  const auto before = graph.producer(input);
  if (before && graph.value(input).user_count == 1) {
    steps = steps_of(*before);
    if (!steps.empty()) input = before->input_id(0);
  }
  append_merged(steps, chain->steps);
  if (steps.size() > kMaxInstructions) return;
  // What is left when all cancels: the operand itself, unless it is an input that must be copied.
  if (steps.empty()) steps.push_back({Unary::kLinear, 1, 0});
  sdk::Attrs attributes;
  append_program(attributes, Program::of(steps));
  graph.replace(node.output_id(0), graph.add(kPrivateDomain, "Elementwise", {input}, attributes,
                                             graph.type(node.output_id(0)), node.name()));
}

}  // namespace

void fuse_activations(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (graph.alive(id)) fuse(graph, graph.node(id));
  }
}

}  // namespace mortise::cpu
