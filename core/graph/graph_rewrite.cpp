// Changing what is there. See graph_impl.hpp for how edits stay all or nothing.
#include "core/base/text.hpp"
#include "core/graph/graph_impl.hpp"

namespace mortise::graph {
namespace {

std::vector<Use> merge(const std::vector<Use>& left, const std::vector<Use>& right) {
  std::vector<Use> merged;
  merged.reserve(left.size() + right.size());
  size_t i = 0, k = 0;
  while (i < left.size() || k < right.size()) {
    if (k == right.size() || (i < left.size() && left[i].node < right[k].node)) {
      merged.push_back(left[i++]);
    } else if (i == left.size() || right[k].node < left[i].node) {
      merged.push_back(right[k++]);
    } else {
      merged.push_back({left[i].node, left[i].count + right[k].count});
      ++i, ++k;
    }
  }
  return merged;
}

// Makes inputs of `slot` that are `from` read `to`, in the ABI struct too.
void redirect(NodeSlot& slot, ValueId from, ValueId to, const mortise_graph_value_t* abi) noexcept {
  for (size_t i = 0; i < slot.node.inputs.size(); ++i) {
    if (slot.node.inputs[i] != from) continue;
    slot.node.inputs[i] = to;
    if (slot.abi != nullptr) slot.abi->inputs[i] = abi;
  }
}

}  // namespace

Status Graph::replace_value(ValueId from, ValueId to) {
  Impl& impl = *impl_;
  MORTISE_TRY(impl.check_value(from, "replace_value"));
  MORTISE_TRY(impl.check_value(to, "replace_value"));
  if (from == to) return {};
  ValueSlot& old = *impl.values[from];
  ValueSlot& replacement = *impl.values[to];
  std::vector<NodeSlot*> moved;
  if (!old.uses.empty()) {
    auto nodes = impl.nodes_to_move(to, old.uses);
    if (!nodes.ok()) return std::move(nodes).status().annotate("replace_value");
    moved = std::move(nodes).value();
  }
  std::vector<Use> uses = merge(old.uses, replacement.uses);
  replacement.ensure_abi();  // ABI structs of the readers may have to point at it

  impl.move_before(moved, old.uses);
  for (const Use& use : old.uses) {
    redirect(*impl.nodes[use.node], from, to, &replacement.abi->value);
  }
  if (old.outside_uses != 0) {
    for (Output& output : impl.outputs) {
      if (output.value == from) output.value = to;
    }
    for (State& state : impl.states) {
      if (state.next == from) state.next = to;
    }
    for (mortise_graph_state_t& state : impl.state_abi) {
      if (state.next == from) state.next = to;
    }
  }
  replacement.uses = std::move(uses);
  replacement.node_uses += std::exchange(old.node_uses, 0);
  replacement.set_outside_uses(replacement.outside_uses + old.outside_uses);
  old.uses.clear();
  old.set_outside_uses(0);
  return {};
}

Status Graph::set_input(NodeId id, size_t index, ValueId value) {
  Impl& impl = *impl_;
  NodeSlot* slot = impl.find_node(id);
  if (slot == nullptr) {
    return invalid_argument(concat({"there is no node with id ", std::to_string(id)}));
  }
  if (index >= slot->node.inputs.size()) {
    return invalid_argument(
        concat({describe(slot->node), ": input ", std::to_string(index),
                " is out of range; it has ", std::to_string(slot->node.inputs.size())}));
  }
  ValueSlot* replacement = nullptr;
  const std::vector<Use> reader{{id, 1}};
  std::vector<NodeSlot*> moved;
  if (value != kNone) {
    MORTISE_TRY(impl.check_value(value, describe(slot->node)));
    MORTISE_ASSIGN(moved, impl.nodes_to_move(value, reader));
    replacement = impl.values[value].get();
    grow(replacement->uses, 1);
    replacement->ensure_abi();
  }

  impl.move_before(moved, reader);
  const ValueId previous = std::exchange(slot->node.inputs[index], value);
  if (replacement != nullptr) replacement->add_use(id, 1);
  if (previous != kNone) impl.values[previous]->remove_use(id, 1);
  if (slot->abi != nullptr) {
    slot->abi->inputs[index] = replacement == nullptr ? nullptr : &replacement->abi->value;
  }
  return {};
}

Status Graph::set_type(ValueId id, Type type) {
  MORTISE_TRY(impl_->check_value(id, "set_type"));
  MORTISE_TRY(impl_->check_type(type));
  ValueSlot& slot = *impl_->values[id];
  if (slot.value.constant != nullptr) {
    MORTISE_TRY(check_content(type, *slot.value.constant, describe(slot.value)));
  }
  TypeAbi abi(type);
  slot.value.type = std::move(type);
  if (slot.abi != nullptr) slot.abi->type = std::move(abi);
  return {};
}

Status Graph::set_name(ValueId id, std::string name) {
  Impl& impl = *impl_;
  MORTISE_TRY(impl.check_value(id, "set_name"));
  ValueSlot& slot = *impl.values[id];
  if (slot.value.role == MORTISE_ROLE_INPUT && slot.value.name != name) {
    if (name.empty()) return invalid_argument("input: the name is empty");
    if (impl.input_index.contains(name)) {
      return already_exists(concat({"input '", name, "' exists already"}));
    }
    impl.input_index.emplace(name, id);
    impl.input_index.erase(slot.value.name);
  }
  slot.value.name = std::move(name);
  slot.refresh_abi();
  return {};
}

Status Graph::set_constant(ValueId id, ConstantRef constant) {
  MORTISE_TRY(impl_->check_value(id, "set_constant"));
  ValueSlot& slot = *impl_->values[id];
  if (constant != nullptr) {
    MORTISE_TRY(check_content(slot.value.type, *constant, describe(slot.value)));
  } else if (slot.value.role == MORTISE_ROLE_CONSTANT) {
    return invalid_argument(describe(slot.value) + " is a constant and cannot do without content");
  }
  slot.value.constant = std::move(constant);
  slot.refresh_abi();
  return {};
}

void Graph::Impl::detach_input(ValueId id) noexcept {
  input_index.erase(values[id]->value.name);
  std::erase(inputs, id);
}

void Graph::Impl::detach_result(ValueId id) noexcept {
  NodeSlot& slot = *producer_of(id);
  for (size_t i = 0; i < slot.node.outputs.size(); ++i) {
    if (slot.node.outputs[i] != id) continue;
    slot.node.outputs[i] = kNone;
    if (slot.abi != nullptr) slot.abi->outputs[i] = nullptr;
  }
  values[id]->value.producer = kNone;
}

Status Graph::make_constant(ValueId id, ConstantRef constant) {
  Impl& impl = *impl_;
  MORTISE_TRY(impl.check_value(id, "make_constant"));
  ValueSlot& slot = *impl.values[id];
  Value& value = slot.value;
  if (constant == nullptr) return invalid_argument(describe(value) + ": the constant is null");
  if (value.role == MORTISE_ROLE_STATE) {
    return invalid_argument(describe(value) + " is a state's content and cannot become a constant");
  }
  MORTISE_TRY(check_content(value.type, *constant, describe(value)));
  Type type = constant->type();
  TypeAbi abi(type);

  if (value.role == MORTISE_ROLE_INPUT) impl.detach_input(id);
  if (value.role == MORTISE_ROLE_RESULT) impl.detach_result(id);
  value.role = MORTISE_ROLE_CONSTANT;
  value.type = std::move(type);
  value.constant = std::move(constant);
  if (slot.abi != nullptr) slot.abi->type = std::move(abi);
  slot.refresh_abi();
  return {};
}

Status Graph::make_input(ValueId id) {
  Impl& impl = *impl_;
  MORTISE_TRY(impl.check_value(id, "make_input"));
  ValueSlot& slot = *impl.values[id];
  Value& value = slot.value;
  if (value.role == MORTISE_ROLE_INPUT) return {};
  if (value.role != MORTISE_ROLE_RESULT) {
    return invalid_argument(describe(value) + " is not the output of a node");
  }
  // Names of results need not be unique, names of inputs are.
  std::string name = value.name.empty() ? "input" : value.name;
  while (impl.input_index.contains(name)) name += "_" + std::to_string(id);
  grow(impl.inputs, 1);
  impl.input_index.emplace(name, id);

  const NodeId producer = value.producer;
  impl.detach_result(id);
  impl.inputs.push_back(id);
  value.role = MORTISE_ROLE_INPUT;
  value.constant = nullptr;
  value.name = std::move(name);
  slot.refresh_abi();
  const std::vector<ValueId>& outputs = impl.nodes[producer]->node.outputs;
  const bool is_used = std::any_of(outputs.begin(), outputs.end(), [&impl](ValueId output) {
    return output != kNone && impl.values[output]->user_count() != 0;
  });
  return is_used ? Status() : remove_node(producer);
}

Status Graph::set_device(NodeId id, std::string device) {
  NodeSlot* slot = impl_->find_node(id);
  if (slot == nullptr) {
    return invalid_argument(concat({"there is no node with id ", std::to_string(id)}));
  }
  slot->node.device = std::move(device);
  if (slot->abi != nullptr) slot->abi->node.device = mortise::to_abi(slot->node.device);
  return {};
}

Status Graph::set_version(NodeId id, uint32_t version) {
  NodeSlot* slot = impl_->find_node(id);
  if (slot == nullptr) {
    return invalid_argument(concat({"there is no node with id ", std::to_string(id)}));
  }
  slot->node.version = version;
  if (slot->abi != nullptr) slot->abi->node.version = version;
  return {};
}

void Graph::set_metadata(std::string key, std::string value) {
  impl_->metadata.insert_or_assign(std::move(key), std::move(value));
}

}  // namespace mortise::graph
