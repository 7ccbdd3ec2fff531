#include "plugin-sdk/testing/fake_graph.hpp"

#include <cstring>

namespace mortise::sdk::testing {
namespace {

Attr own(const mortise_attribute_t& attribute) {
  const std::string_view name = to_view(attribute.name);
  switch (attribute.kind) {
    case MORTISE_ATTRIBUTE_INT: return Attr(name, attribute.int_value);
    case MORTISE_ATTRIBUTE_FLOAT: return Attr(name, attribute.float_value);
    case MORTISE_ATTRIBUTE_STRING: return Attr(name, to_view(attribute.string_value));
    case MORTISE_ATTRIBUTE_TENSOR: return Attr(name, attribute.tensor_value);  // lent by the test
    case MORTISE_ATTRIBUTE_INTS:
      return Attr(name, Shape(attribute.ints, attribute.ints + attribute.count));
    case MORTISE_ATTRIBUTE_FLOATS:
      return Attr(name, std::vector<double>(attribute.floats, attribute.floats + attribute.count));
    case MORTISE_ATTRIBUTE_STRINGS: {
      std::vector<std::string> values;
      for (uint64_t i = 0; i < attribute.count; ++i) {
        values.emplace_back(to_view(attribute.strings[i]));
      }
      return Attr(name, std::move(values));
    }
    case MORTISE_ATTRIBUTE_GRAPH: return Attr(name, attribute.graph_value);  // lent by the test
    default: unsupported("the fake graph keeps no attribute ", name, " of kind ", attribute.kind);
  }
}

}  // namespace

std::string FakeGraph::ops() const {
  std::string text;
  for (uint32_t id : living()) text += (text.empty() ? "" : " ") + nodes[id].op;
  return text;
}

std::vector<uint32_t> FakeGraph::living() const {
  std::vector<uint32_t> ids;
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].alive) ids.push_back(i);
  }
  return ids;
}

void FakeGraph::check_value(uint32_t id) const {
  if (id >= values.size()) invalid("the graph has no value ", id);
}

uint32_t FakeGraph::add_value(uint32_t role, std::string_view name, const mortise_type_t* type) {
  values.emplace_back();
  values.back().role = role;
  values.back().name = name;
  const uint32_t id = static_cast<uint32_t>(values.size() - 1);
  if (type != nullptr) set_type(id, *type);
  return id;
}

uint32_t FakeGraph::add_constant(std::string_view name, const mortise_tensor_view_t& tensor) {
  const mortise_type_t type = tensor_type(tensor.dtype, shape_of(tensor));
  const uint32_t id = add_value(MORTISE_ROLE_CONSTANT, name, &type);
  auto bytes = std::make_shared<std::vector<unsigned char>>(tensor.byte_size);
  if (tensor.byte_size != 0) std::memcpy(bytes->data(), tensor.data, tensor.byte_size);
  if (tensor.dtype == MORTISE_DTYPE_STRING) {
    auto* elements = reinterpret_cast<mortise_string_t*>(bytes->data());
    for (size_t i = 0; i < bytes->size() / sizeof(mortise_string_t); ++i)
      elements[i] = to_abi(texts.emplace_back(to_view(elements[i])));
  }
  values[id].constant = std::move(bytes);
  return id;
}

void FakeGraph::set_type(uint32_t value, const mortise_type_t& type) {
  check_value(value);
  ValueData& data = values[value];
  data.kind = type.kind;
  data.dtype = type.element != nullptr ? type.element->dtype : type.dtype;
  data.layout = type.layout;
  data.ranked = type.rank >= 0;
  data.shape = data.ranked ? Shape(type.shape, type.shape + type.rank) : Shape{};
}

void FakeGraph::add_node(const mortise_node_spec_t& spec, uint32_t* out_values) {
  NodeData node;
  node.domain = to_view(spec.domain);
  node.op = to_view(spec.op);
  node.name = to_view(spec.name);
  node.device = to_view(spec.device);
  node.version = spec.version;
  for (uint64_t i = 0; i < spec.input_count; ++i) {
    if (spec.inputs[i] != MORTISE_NONE) check_value(spec.inputs[i]);
    node.inputs.push_back(spec.inputs[i]);
  }
  for (uint64_t i = 0; i < spec.attribute_count; ++i) {
    node.attributes.push_back(own(spec.attributes[i]));
  }
  for (uint64_t i = 0; i < spec.output_count; ++i) {
    const std::string_view name =
        spec.output_names == nullptr ? std::string_view() : to_view(spec.output_names[i]);
    out_values[i] = add_value(MORTISE_ROLE_RESULT, name, nullptr);
    values[out_values[i]].producer = static_cast<uint32_t>(nodes.size());
    node.outputs.push_back(out_values[i]);
  }
  nodes.push_back(std::move(node));
}

uint32_t FakeGraph::add_pack(const mortise_type_t& type, std::vector<uint32_t> items) {
  for (const uint32_t item : items) check_value(item);
  const uint32_t id = add_value(MORTISE_ROLE_RESULT, "", &type);
  values[id].items = std::move(items);
  return id;
}

void FakeGraph::add_inlined(FakeGraph& body, const std::vector<uint32_t>& given,
                            uint32_t* out_values) {
  if (given.size() != body.inputs.size()) {
    invalid("the body takes ", body.inputs.size(), " inputs, but gets ", given.size());
  }
  std::map<uint32_t, uint32_t> copies;
  for (size_t i = 0; i < given.size(); ++i) copies[body.inputs[i]] = given[i];
  const auto copy_of = [&](uint32_t id) {
    if (id == MORTISE_NONE) return id;
    const auto found = copies.find(id);
    if (found != copies.end()) return found->second;
    values.push_back(body.values[id]);
    return copies[id] = static_cast<uint32_t>(values.size() - 1);
  };
  for (const uint32_t id : body.living()) {
    NodeData node = body.nodes[id];
    for (uint32_t& input : node.inputs) input = copy_of(input);
    for (uint32_t& output : node.outputs) {
      output = copy_of(output);
      values[output].producer = static_cast<uint32_t>(nodes.size());
    }
    nodes.push_back(std::move(node));
  }
  for (size_t i = 0; i < body.outputs.size(); ++i) out_values[i] = copy_of(body.outputs[i].second);
}

void FakeGraph::remove_node(uint32_t id) {
  if (id >= nodes.size() || !nodes[id].alive) invalid("the graph has no node ", id);
  for (uint32_t output : nodes[id].outputs) {
    if (user_count(output) != 0) invalid("output ", output, " of node ", id, " has users");
  }
  nodes[id].alive = false;
}

void FakeGraph::replace_value(uint32_t from, uint32_t to) {
  check_value(from);
  check_value(to);
  for (NodeData& node : nodes) {
    for (uint32_t& input : node.inputs) {
      if (input == from) input = to;
    }
  }
  for (auto& output : outputs) {
    if (output.second == from) output.second = to;
  }
  for (StateData& state : states) {
    if (state.next == from) state.next = to;
  }
}

uint32_t FakeGraph::user_count(uint32_t value) const {
  uint32_t count = 0;
  for (uint32_t id : living()) {
    for (uint32_t input : nodes[id].inputs) count += input == value ? 1 : 0;
  }
  for (const auto& output : outputs) count += output.second == value ? 1 : 0;
  for (const StateData& state : states) count += state.next == value ? 1 : 0;
  return count;
}

const mortise_graph_value_t* FakeGraph::value_abi(uint32_t id) {
  if (id >= values.size()) return nullptr;
  const ValueData& data = values[id];
  HandedOut& out = *handed_out_;
  out.shapes.push_back(data.shape);
  out.types.push_back(data.ranked ? tensor_type(data.dtype, out.shapes.back())
                                  : unranked_type(data.dtype));
  out.types.back().layout = data.layout;
  if (data.kind != MORTISE_VALUE_TENSOR) {
    out.types.push_back(unranked_type(data.dtype));
    out.types.push_back(pack_type(data.kind, &out.types.back()));
  }
  mortise_graph_value_t value{};
  value.struct_size = sizeof(value);
  value.id = id;
  value.role = data.role;
  value.name = to_abi(data.name);
  value.type = &out.types.back();
  if (data.constant != nullptr) {
    out.views.push_back(host_view(data.dtype, out.shapes.back(), data.constant->data()));
    value.constant = &out.views.back();
  }
  value.producer = data.producer;
  value.user_count = user_count(id);
  out.values.push_back(value);
  return &out.values.back();
}

const mortise_graph_value_t* const* FakeGraph::list_abi(const std::vector<uint32_t>& ids) {
  std::vector<const mortise_graph_value_t*> list;
  for (uint32_t id : ids) list.push_back(id == MORTISE_NONE ? nullptr : value_abi(id));
  handed_out_->lists.push_back(std::move(list));
  return handed_out_->lists.back().data();
}

const mortise_node_t* FakeGraph::node_abi(uint32_t id) {
  if (id >= nodes.size() || !nodes[id].alive) return nullptr;
  const NodeData& data = nodes[id];
  mortise_node_t node{};
  node.struct_size = sizeof(node);
  node.id = id;
  node.version = data.version;
  node.domain = to_abi(data.domain);
  node.op = to_abi(data.op);
  node.name = to_abi(data.name);
  node.device = to_abi(data.device);
  node.input_count = data.inputs.size();
  node.inputs = list_abi(data.inputs);
  node.output_count = data.outputs.size();
  node.outputs = list_abi(data.outputs);
  std::vector<mortise_attribute_t> attributes;
  for (const Attr& attr : data.attributes) attributes.push_back(attr.abi());
  handed_out_->attributes.push_back(std::move(attributes));
  node.attribute_count = data.attributes.size();
  node.attributes = handed_out_->attributes.back().data();
  handed_out_->nodes.push_back(node);
  return &handed_out_->nodes.back();
}

const mortise_graph_state_t* FakeGraph::state_abi(size_t index) {
  if (index >= states.size()) return nullptr;
  mortise_graph_state_t state{};
  state.struct_size = sizeof(state);
  state.name = to_abi(states[index].name);
  state.current = states[index].current;
  state.next = states[index].next;
  handed_out_->states.push_back(state);
  return &handed_out_->states.back();
}

}  // namespace mortise::sdk::testing
