#include "plugins/passes/optimise/passes.hpp"
#include "plugins/passes/optimise/rewriter.hpp"

namespace mortise::optimise {
namespace {

// What reads such an output may as well read the input.
bool forward_outputs(Rewriter& graph, const Node& node) {
  const mortise_operator_t* definition = graph.definition(node);
  if (definition == nullptr || !MORTISE_REACHES(definition, mortise_operator_t, forward) ||
      definition->forward == nullptr)
    return false;
  bool changed = false;
  for (size_t i = 0; i < node.output_count(); ++i) {
    if (!node.wants_output(i) || node.output(i).user_count == 0) continue;
    uint32_t input = MORTISE_NONE;
    sdk::check(definition->forward(definition, node.abi(), i, &input));
    if (node.input_id(input) == MORTISE_NONE) continue;
    changed |= graph.replace(node.output_id(i), node.input_id(input));
  }
  return changed;
}

class DeadCode final : public sdk::Pass {
 public:
  explicit DeadCode(const mortise_host_t* host) : host_(host) {}
  std::string_view name() const override { return "dead_code"; }
  std::string_view summary() const override { return "removes nodes that make no difference"; }
  uint32_t flags() const override {
    return MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;
  }

  bool run(sdk::PassContext& context) const override {
    Rewriter graph(host_, context);
    bool changed = false;
    const std::vector<uint32_t> nodes = graph.nodes();
    for (const uint32_t id : nodes) changed |= forward_outputs(graph, graph.node(id));
    for (auto id = nodes.rbegin(); id != nodes.rend(); ++id) {
      if (!graph.is_unread(graph.node(*id))) continue;
      context.builder.remove(*id);
      changed = true;
    }
    return changed;
  }

 private:
  const mortise_host_t* host_;
};

}  // namespace

std::unique_ptr<sdk::Pass> make_dead_code(const mortise_host_t* host) {
  return std::make_unique<DeadCode>(host);
}

}  // namespace mortise::optimise
