#include "core/compile/restructure.hpp"

#include "core/base/firewall.hpp"
#include "core/graph/tables.hpp"

namespace mortise::compile {
namespace {

// The receiver behind mortise_structure_t.
struct Needs {
  std::vector<uint64_t> inputs;
  Status failure;  // of a function that cannot report it

  static void need_value(void* self, uint64_t input) {
    auto& needs = *static_cast<Needs*>(self);
    Status status(firewall([&]() -> Status {
      needs.inputs.push_back(input);
      return {};
    }));
    if (!status.ok()) needs.failure = std::move(status);
  }
};

/// How much there is of what a rule must leave alone. Counts, because a graph can have many inputs and many such nodes.
struct Border {
  explicit Border(const graph::Graph& graph)
      : inputs(graph.inputs().size()),
        outputs(graph.outputs().size()),
        states(graph.states().size()) {}
  size_t inputs, outputs, states;
  bool operator==(const Border&) const = default;
};

}  // namespace

bool restructures(const mortise_operator_t& definition) {
  return MORTISE_REACHES(&definition, mortise_operator_t, restructure) &&
         definition.restructure != nullptr;
}

Result<Restructured> restructure(graph::Graph& graph, graph::NodeId id,
                                 const mortise_operator_t& definition) {
  Restructured result;
  Needs needs;
  const std::vector<graph::ValueId> outputs = graph.node(id)->outputs;
  const size_t before = graph.order().size();
  const Border border(graph);
  std::vector<uint32_t> values(outputs.size(), graph::kNone);
  const mortise_structure_t structure = {sizeof(structure),     &needs,
                                         graph::to_abi(&graph), &graph::view_table(),
                                         &graph::edit_table(),  &Needs::need_value};
  MORTISE_TRY(
      Status(definition.restructure(&definition, graph.abi_node(id), &structure, values.data())));
  MORTISE_TRY(std::move(needs.failure));
  if (graph.node(id) == nullptr || graph.order().size() < before || !(Border(graph) == border))
    return internal_error("its structural rule does more than add nodes");
  result.needed = std::move(needs.inputs);
  if (!result.needed.empty()) return result;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (graph.value(values[i]) != nullptr) result.replaced = true;
  }
  if (!result.replaced) return result;
  // What is added comes last, until something reads it.
  result.added.assign(graph.order().begin() + static_cast<ptrdiff_t>(before), graph.order().end());
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i] == graph::kNone || graph.user_count(outputs[i]) == 0) continue;
    if (graph.value(values[i]) == nullptr) {
      return internal_error("its structural rule gives no value for output " + std::to_string(i));
    }
    MORTISE_TRY(graph.replace_value(outputs[i], values[i]));
  }
  MORTISE_TRY(graph.remove_node(id));
  return result;
}

}  // namespace mortise::compile
