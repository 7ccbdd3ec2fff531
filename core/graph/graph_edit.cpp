// Adding to a graph and removing from it. See graph_impl.hpp for how edits stay all or nothing.
#include <stdexcept>

#include "core/base/text.hpp"
#include "core/graph/graph_impl.hpp"

namespace mortise::graph {
namespace {

bool contains(const Graph& graph, const Graph* wanted) {
  if (&graph == wanted) return true;
  if (graph.subgraph_depth() == 0) return false;
  bool found = false;
  for (const NodeId id : graph.order()) {
    each_subgraph(*graph.node(id), [&](const std::shared_ptr<Graph>& inner) {
      found = found || contains(*inner, wanted);
    });
  }
  return found;
}

Status check_attributes(Node& spec, const Graph& graph) {
  std::sort(spec.attributes.begin(), spec.attributes.end(),
            [](const Attribute& left, const Attribute& right) { return left.name < right.name; });
  for (size_t i = 0; i < spec.attributes.size(); ++i) {
    const Attribute& attribute = spec.attributes[i];
    const std::string what = concat({describe(spec), ": attribute '", attribute.name, "'"});
    if (i != 0 && spec.attributes[i - 1].name == attribute.name) {
      return invalid_argument(what + " is given twice");
    }
    if (attribute.kind == MORTISE_ATTRIBUTE_TENSOR && attribute.tensor == nullptr) {
      return invalid_argument(what + " has no tensor");
    }
    if (attribute.kind != MORTISE_ATTRIBUTE_GRAPH) continue;
    if (attribute.graph == nullptr) return invalid_argument(what + " has no graph");
    if (attribute.graph->subgraph_depth() + 1 > kMaxSubgraphDepth) {
      return invalid_argument(concat(
          {what, " nests graphs more than ", std::to_string(kMaxSubgraphDepth), " levels deep"}));
    }
    if (contains(*attribute.graph, &graph)) {
      return invalid_argument(what + " contains the graph that it would be part of");
    }
  }
  return {};
}

// Each distinct value of `inputs`, sorted, with how often it occurs there.
struct Read {
  ValueId value;
  uint32_t count;
};
std::vector<Read> count_reads(std::vector<ValueId> inputs) {
  std::sort(inputs.begin(), inputs.end());
  std::vector<Read> reads;
  for (const ValueId input : inputs) {
    if (input == kNone) continue;
    if (reads.empty() || reads.back().value != input) reads.push_back({input, 0});
    ++reads.back().count;
  }
  return reads;
}

std::string result_name(const Node& node, ValueId id) {
  return concat({node.op, "_", std::to_string(id)});
}

}  // namespace

std::unique_ptr<ValueSlot> Graph::Impl::make_value(uint32_t role, std::string name,
                                                   Type type) const {
  if (values.size() >= kNone) throw std::length_error("a graph has at most 2^32 - 1 values");
  auto slot = std::make_unique<ValueSlot>();
  slot->value.id = static_cast<ValueId>(values.size());
  slot->value.role = role;
  slot->value.name = std::move(name);
  slot->value.type = std::move(type);
  return slot;
}

Result<uint32_t> Graph::symbol(std::string_view name) {
  if (name.empty()) return invalid_argument("symbol: the name is empty");
  if (const auto found = impl_->symbol_index.find(name); found != impl_->symbol_index.end()) {
    return found->second;
  }
  const auto id = static_cast<uint32_t>(impl_->symbols.size());
  std::string text(name);
  grow(impl_->symbols, 1);
  impl_->symbol_index.emplace(name, id);
  impl_->symbols.push_back(std::move(text));
  return id;
}

Result<ValueId> Graph::add_input(std::string name, Type type) {
  if (name.empty()) return invalid_argument("input: the name is empty");
  if (impl_->input_index.contains(name)) {
    return already_exists(concat({"input '", name, "' exists already"}));
  }
  MORTISE_TRY(impl_->check_type(type));
  auto slot = impl_->make_value(MORTISE_ROLE_INPUT, std::move(name), std::move(type));
  const ValueId id = slot->value.id;
  grow(impl_->values, 1);
  grow(impl_->inputs, 1);
  impl_->input_index.emplace(slot->value.name, id);
  impl_->values.push_back(std::move(slot));
  impl_->inputs.push_back(id);
  return id;
}

Status Graph::add_output(std::string name, ValueId value) {
  if (name.empty()) return invalid_argument("output: the name is empty");
  MORTISE_TRY(impl_->check_value(value, concat({"output '", name, "'"})));
  if (impl_->output_index.contains(name)) {
    return already_exists(concat({"output '", name, "' exists already"}));
  }
  grow(impl_->outputs, 1);
  impl_->output_index.emplace(name, static_cast<uint32_t>(impl_->outputs.size()));
  impl_->outputs.push_back({std::move(name), value});
  ValueSlot& slot = *impl_->values[value];
  slot.set_outside_uses(slot.outside_uses + 1);
  return {};
}

Status Graph::set_outputs(std::vector<Output> outputs) {
  NameIndex index;
  for (Output& output : outputs) {
    if (output.name.empty()) return invalid_argument("output: the name is empty");
    MORTISE_TRY(impl_->check_value(output.value, concat({"output '", output.name, "'"})));
    while (index.contains(output.name)) output.name += "_" + std::to_string(output.value);
    index.emplace(output.name, static_cast<uint32_t>(index.size()));
  }
  for (const Output& output : impl_->outputs) {
    ValueSlot& slot = *impl_->values[output.value];
    slot.set_outside_uses(slot.outside_uses - 1);
  }
  for (const Output& output : outputs) {
    ValueSlot& slot = *impl_->values[output.value];
    slot.set_outside_uses(slot.outside_uses + 1);
  }
  impl_->outputs = std::move(outputs);
  impl_->output_index = std::move(index);
  return {};
}

ValueId Graph::add_constant(std::string name, ConstantRef constant) {
  if (name.empty()) name = "constant_" + std::to_string(impl_->values.size());
  auto slot = impl_->make_value(MORTISE_ROLE_CONSTANT, std::move(name), constant->type());
  const ValueId id = slot->value.id;
  slot->value.constant = std::move(constant);
  grow(impl_->values, 1);
  impl_->values.push_back(std::move(slot));
  return id;
}

Result<ValueId> Graph::add_state(std::string name, Type type, ConstantRef initial, uint32_t flags) {
  const std::string what = concat({"state '", name, "'"});
  if (name.empty()) return invalid_argument("state: the name is empty");
  if (impl_->state_index.contains(name)) return already_exists(what + " exists already");
  if ((flags & ~MORTISE_STATE_APPEND_ONLY) != 0) {
    return invalid_argument(what + ": flags other than MORTISE_STATE_APPEND_ONLY are set");
  }
  MORTISE_TRY(impl_->check_type(type));
  if (initial != nullptr) MORTISE_TRY(check_content(type, *initial, what));
  State state{std::move(name), kNone, kNone, flags, std::move(initial)};
  auto slot = impl_->make_value(MORTISE_ROLE_STATE, state.name, std::move(type));
  const ValueId id = state.current = slot->value.id;
  grow(impl_->values, 1);
  grow(impl_->states, 1);
  impl_->state_index.emplace(state.name, static_cast<uint32_t>(impl_->states.size()));
  impl_->values.push_back(std::move(slot));
  impl_->states.push_back(std::move(state));
  impl_->state_abi.clear();
  return id;
}

Status Graph::set_state_next(std::string_view name, ValueId value) {
  const auto found = impl_->state_index.find(name);
  if (found == impl_->state_index.end()) {
    return not_found(concat({"there is no state named '", name, "'"}));
  }
  if (value != kNone) MORTISE_TRY(impl_->check_value(value, concat({"state '", name, "'"})));
  State& state = impl_->states[found->second];
  if (ValueSlot* previous = impl_->find(state.next)) {
    previous->set_outside_uses(previous->outside_uses - 1);
  }
  if (ValueSlot* next = impl_->find(value)) next->set_outside_uses(next->outside_uses + 1);
  state.next = value;
  if (!impl_->state_abi.empty()) impl_->state_abi[found->second].next = value;
  return {};
}

Result<NodeId> Graph::add_node(Node spec, size_t output_count,
                               const std::vector<std::string>& output_names) {
  if (spec.op.empty()) return invalid_argument("node: the operator's name is empty");
  spec.id = static_cast<NodeId>(impl_->nodes.size());
  if (spec.inputs.size() > kMaxNodeValues || output_count > kMaxNodeValues) {
    return invalid_argument(concat(
        {describe(spec), ": more than ", std::to_string(kMaxNodeValues), " inputs or outputs"}));
  }
  MORTISE_TRY(check_attributes(spec, *this));
  for (const ValueId input : spec.inputs) {
    if (input != kNone) MORTISE_TRY(impl_->check_value(input, describe(spec)));
  }
  const std::vector<Read> reads = count_reads(spec.inputs);
  auto slot = std::make_unique<NodeSlot>();
  slot->node = std::move(spec);
  slot->rank = impl_->rank_at_end();
  Node& node = slot->node;
  node.outputs.resize(output_count);
  std::vector<std::unique_ptr<ValueSlot>> results;
  for (size_t i = 0; i < output_count; ++i) {
    auto& result = results.emplace_back(impl_->make_value(MORTISE_ROLE_RESULT, {}, {}));
    Value& value = result->value;
    value.id += static_cast<ValueId>(i);
    value.producer = node.id;
    if (i < output_names.size()) value.name = output_names[i];
    if (value.name.empty()) value.name = result_name(node, value.id);
    node.outputs[i] = value.id;
  }
  for (const Read& read : reads) grow(impl_->values[read.value]->uses, 1);
  grow(impl_->values, output_count);
  grow(impl_->nodes, 1);
  grow(impl_->order, 1);

  for (const Read& read : reads) impl_->values[read.value]->add_use(node.id, read.count);
  for (auto& result : results) impl_->values.push_back(std::move(result));
  bool has_graphs = false;
  each_subgraph(node, [&has_graphs](const std::shared_ptr<Graph>&) { has_graphs = true; });
  impl_->nodes_with_graphs += has_graphs ? 1 : 0;
  impl_->order.push_back(node.id);
  impl_->nodes.push_back(std::move(slot));
  return impl_->order.back();
}

void Graph::Impl::remove_value(ValueId id) noexcept { values[id].reset(); }

void Graph::Impl::remove_node(NodeId id) noexcept {
  const Node& node = nodes[id]->node;
  for (const ValueId input : node.inputs) {
    if (input != kNone) values[input]->remove_use(id, 1);
  }
  for (const ValueId output : node.outputs) {
    if (output != kNone) remove_value(output);
  }
  bool has_graphs = false;
  each_subgraph(node, [&has_graphs](const std::shared_ptr<Graph>&) { has_graphs = true; });
  nodes_with_graphs -= has_graphs ? 1 : 0;
  nodes[id].reset();
}

Status Graph::remove_node(NodeId id) {
  const NodeSlot* slot = impl_->find_node(id);
  if (slot == nullptr) {
    return invalid_argument(concat({"there is no node with id ", std::to_string(id)}));
  }
  for (const ValueId output : slot->node.outputs) {
    if (output != kNone && impl_->values[output]->user_count() != 0) {
      return failed_precondition(
          concat({describe(slot->node), " cannot be removed: its output '",
                  impl_->values[output]->value.name, "' is still in use; replace it first"}));
    }
  }
  impl_->order.erase(impl_->order.begin() + static_cast<ptrdiff_t>(impl_->position(*slot)));
  impl_->remove_node(id);
  return {};
}

size_t Graph::remove_dead() {
  Impl& impl = *impl_;
  const uint64_t mark = ++impl.next_mark;
  std::vector<NodeSlot*> alive;
  const auto keep = [&](ValueId value) {
    NodeSlot* slot = value == kNone ? nullptr : impl.producer_of(value);
    if (slot == nullptr || slot->mark == mark) return;
    slot->mark = mark;
    alive.push_back(slot);
  };
  for (const Output& output : impl.outputs) keep(output.value);
  for (const State& state : impl.states) keep(state.next);
  for (size_t i = 0; i < alive.size(); ++i) {
    for (const ValueId input : alive[i]->node.inputs) keep(input);
  }
  const size_t removed = impl.order.size() - alive.size();
  for (size_t i = impl.order.size(); i-- > 0;) {
    const NodeId id = impl.order[i];
    if (impl.nodes[id]->mark != mark) impl.remove_node(id);
  }
  std::erase_if(impl.order, [&impl](NodeId id) { return impl.nodes[id] == nullptr; });
  for (const auto& slot : impl.values) {
    if (slot != nullptr && slot->value.role == MORTISE_ROLE_CONSTANT && slot->user_count() == 0) {
      impl.remove_value(slot->value.id);
    }
  }
  return removed;
}

Status Graph::remove_unused_inputs() {
  Impl& impl = *impl_;
  std::erase_if(impl.inputs, [&impl](ValueId id) {
    if (impl.values[id]->user_count() != 0) return false;
    impl.input_index.erase(impl.values[id]->value.name);
    impl.remove_value(id);
    return true;
  });
  return {};
}

Status Graph::remove_value(ValueId id) {
  const ValueSlot* slot = impl_->find(id);
  const uint32_t role = slot == nullptr ? 0 : slot->value.role;
  if ((role != MORTISE_ROLE_INPUT && role != MORTISE_ROLE_CONSTANT) || slot->user_count() != 0) {
    return failed_precondition(
        concat({"value ", std::to_string(id), " is no input or constant that nobody reads"}));
  }
  if (role == MORTISE_ROLE_INPUT) impl_->detach_input(id);
  impl_->remove_value(id);
  return {};
}

Status Graph::set_input_order(std::vector<ValueId> inputs) {
  std::vector<ValueId> before = impl_->inputs;
  std::vector<ValueId> after = inputs;
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  if (before != after) return invalid_argument("the order has other inputs than the graph");
  impl_->inputs = std::move(inputs);
  return {};
}

Status Graph::drop_output(NodeId id, size_t index) {
  const NodeSlot* slot = impl_->find_node(id);
  if (slot == nullptr || index >= slot->node.outputs.size()) {
    return invalid_argument(
        concat({"there is no output ", std::to_string(index), " of a node ", std::to_string(id)}));
  }
  const ValueId output = slot->node.outputs[index];
  if (output == kNone) return {};
  if (impl_->values[output]->user_count() != 0) {
    return failed_precondition(concat({describe(slot->node), ": output ", std::to_string(index),
                                       " is still in use; replace it first"}));
  }
  impl_->detach_result(output);
  impl_->remove_value(output);
  return {};
}

}  // namespace mortise::graph
