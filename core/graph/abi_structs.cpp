// The ABI's structs of nodes, values and states, made when somebody asks and kept up to date afterwards.
#include "core/graph/graph_impl.hpp"

namespace mortise::graph {
namespace {

mortise_attribute_t attribute_to_abi(const Attribute& attribute, NodeAbi& owner) {
  mortise_attribute_t abi{};
  abi.struct_size = sizeof abi;
  abi.name = mortise::to_abi(attribute.name);
  abi.kind = attribute.kind;
  abi.int_value = attribute.int_value;
  abi.float_value = attribute.float_value;
  abi.string_value = mortise::to_abi(attribute.string_value);
  if (attribute.tensor != nullptr) abi.tensor_value = &attribute.tensor->view();
  if (attribute.graph != nullptr) abi.graph_value = to_abi(attribute.graph.get());
  abi.ints = attribute.ints.data();
  abi.floats = attribute.floats.data();
  abi.count = attribute.ints.size() + attribute.floats.size() + attribute.strings.size();
  if (!attribute.strings.empty()) {
    auto& strings = owner.strings.emplace_back();
    for (const std::string& text : attribute.strings) strings.push_back(mortise::to_abi(text));
    abi.strings = strings.data();
  }
  return abi;
}

}  // namespace

TypeAbi::TypeAbi(const Type& source) {
  type.struct_size = sizeof type;
  type.kind = source.kind;
  type.dtype = source.dtype;
  type.rank = source.ranked ? static_cast<int32_t>(source.shape.size()) : MORTISE_RANK_UNKNOWN;
  type.shape = source.shape.data();
  type.bounded_dims = source.bounded_dims;
  type.layout = source.layout.get();
  if (source.element != nullptr) {
    element = std::make_unique<TypeAbi>(*source.element);
    type.element = &element->type;
  }
}

void ValueSlot::ensure_abi() {
  if (abi != nullptr) return;
  auto made = std::make_unique<ValueAbi>();
  made->type = TypeAbi(value.type);
  made->value.struct_size = sizeof made->value;
  made->value.id = value.id;
  made->value.type = &made->type.type;
  abi = std::move(made);
  refresh_abi();
}

void ValueSlot::refresh_abi() noexcept {
  if (abi == nullptr) return;
  abi->value.role = value.role;
  abi->value.name = mortise::to_abi(value.name);
  abi->value.constant = value.constant == nullptr ? nullptr : &value.constant->view();
  abi->value.producer = value.producer;
  abi->value.user_count = user_count();
}

const mortise_graph_value_t* Graph::abi_value(ValueId id) const {
  ValueSlot* slot = impl_->find(id);
  if (slot == nullptr) return nullptr;
  slot->ensure_abi();
  return &slot->abi->value;
}

const mortise_node_t* Graph::abi_node(NodeId id) const {
  NodeSlot* slot = impl_->find_node(id);
  if (slot == nullptr) return nullptr;
  if (slot->abi != nullptr) return &slot->abi->node;
  const Node& node = slot->node;
  auto made = std::make_unique<NodeAbi>();
  for (const ValueId input : node.inputs) made->inputs.push_back(abi_value(input));
  for (const ValueId output : node.outputs) made->outputs.push_back(abi_value(output));
  for (const Attribute& attribute : node.attributes) {
    made->attributes.push_back(attribute_to_abi(attribute, *made));
  }
  made->node = {sizeof(mortise_node_t),
                node.id,
                node.version,
                mortise::to_abi(node.domain),
                mortise::to_abi(node.op),
                mortise::to_abi(node.name),
                mortise::to_abi(node.device),
                made->inputs.size(),
                made->inputs.data(),
                made->outputs.size(),
                made->outputs.data(),
                made->attributes.size(),
                made->attributes.data()};
  slot->abi = std::move(made);
  return &slot->abi->node;
}

const mortise_graph_state_t* Graph::abi_state(size_t index) const {
  std::vector<mortise_graph_state_t>& abi = impl_->state_abi;
  if (index >= impl_->states.size()) return nullptr;
  if (abi.empty()) {
    std::vector<mortise_graph_state_t> made;
    for (const State& state : impl_->states) {
      made.push_back({sizeof(mortise_graph_state_t), mortise::to_abi(state.name), state.current,
                      state.next, state.flags, 0,
                      state.initial == nullptr ? nullptr : &state.initial->view()});
    }
    abi = std::move(made);
  }
  return &abi[index];
}

}  // namespace mortise::graph
