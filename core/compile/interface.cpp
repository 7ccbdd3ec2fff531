#include "core/compile/interface.hpp"

#include "core/base/text.hpp"

namespace mortise::compile {

Interface::Interface(const graph::Graph& graph) {
  for (const graph::ValueId id : graph.inputs())
    inputs_.push_back(entry(graph, graph.value(id)->name, id));
  for (const graph::Output& output : graph.outputs()) {
    outputs_.push_back(entry(graph, output.name, output.value));
    outputs_.back().value = graph::kNone;
  }
  for (const graph::State& state : graph.states()) {
    states_.push_back(entry(graph, state.name, state.current));
    states_.back().written = state.next != graph::kNone;
  }
}

Interface::Entry Interface::entry(const graph::Graph& graph, const std::string& name,
                                  graph::ValueId value) {
  const graph::Type& type = graph.value(value)->type;
  return {name, value, type.dtype, type.shape, false};
}

Status Interface::check(const graph::Graph& graph, const std::string& who) const {
  const Interface now(graph);
  const auto changed = [&](std::string_view what, const std::vector<Entry>& before,
                           const std::vector<Entry>& after) {
    const auto names = [](const std::vector<Entry>& entries) {
      std::vector<std::string_view> all;
      for (const Entry& one : entries) all.push_back(one.name);
      return join(all);
    };
    return internal_error(
        concat({who, " changed the graph's ", what, ", which it must leave alone: they were (",
                names(before), ") and are (", names(after), ")",
                names(before) == names(after) ? ", of another type" : ""}));
  };
  if (now.inputs_ != inputs_) return changed("inputs", inputs_, now.inputs_);
  if (now.outputs_ != outputs_) return changed("outputs", outputs_, now.outputs_);
  if (now.states_ != states_) return changed("states", states_, now.states_);
  return {};
}

}  // namespace mortise::compile
