#include "core/graph/tables.hpp"

#include "core/base/firewall.hpp"
#include "core/base/struct_check.hpp"
#include "core/base/text.hpp"
#include "core/graph/graph.hpp"
#include "core/graph/inline.hpp"
#include "core/graph/pack.hpp"

namespace mortise::graph {
namespace {

// ---- view ----

uint64_t node_count(const mortise_graph_t* graph) { return from_abi(graph)->order().size(); }

uint32_t node_at(const mortise_graph_t* graph, uint64_t position) {
  const std::vector<NodeId>& order = from_abi(graph)->order();
  return position < order.size() ? order[position] : kNone;
}

const mortise_node_t* node_get(const mortise_graph_t* graph, uint32_t node) {
  return firewall_or<const mortise_node_t*>(nullptr,
                                            [&] { return from_abi(graph)->abi_node(node); });
}

uint64_t value_limit(const mortise_graph_t* graph) { return from_abi(graph)->value_limit(); }

const mortise_graph_value_t* value_get(const mortise_graph_t* graph, uint32_t value) {
  return firewall_or<const mortise_graph_value_t*>(
      nullptr, [&] { return from_abi(graph)->abi_value(value); });
}

uint64_t input_count(const mortise_graph_t* graph) { return from_abi(graph)->inputs().size(); }

uint32_t input_at(const mortise_graph_t* graph, uint64_t index) {
  const std::vector<ValueId>& inputs = from_abi(graph)->inputs();
  return index < inputs.size() ? inputs[index] : kNone;
}

uint64_t output_count(const mortise_graph_t* graph) { return from_abi(graph)->outputs().size(); }

uint32_t output_at(const mortise_graph_t* graph, uint64_t index) {
  const std::vector<Output>& outputs = from_abi(graph)->outputs();
  return index < outputs.size() ? outputs[index].value : kNone;
}

mortise_string_t output_name(const mortise_graph_t* graph, uint64_t index) {
  const std::vector<Output>& outputs = from_abi(graph)->outputs();
  return index < outputs.size() ? mortise::to_abi(outputs[index].name) : mortise_string_t{};
}

uint64_t state_count(const mortise_graph_t* graph) { return from_abi(graph)->states().size(); }

const mortise_graph_state_t* state_at(const mortise_graph_t* graph, uint64_t index) {
  return firewall_or<const mortise_graph_state_t*>(
      nullptr, [&] { return from_abi(graph)->abi_state(index); });
}

uint64_t symbol_count(const mortise_graph_t* graph) { return from_abi(graph)->symbols().size(); }

mortise_string_t symbol_name(const mortise_graph_t* graph, uint64_t symbol) {
  const std::vector<std::string>& symbols = from_abi(graph)->symbols();
  return symbol < symbols.size() ? mortise::to_abi(symbols[symbol]) : mortise_string_t{};
}

mortise_string_t metadata_get(const mortise_graph_t* graph, mortise_string_t key) {
  const auto& metadata = from_abi(graph)->metadata();
  const auto found = metadata.find(to_view(key));
  return found == metadata.end() ? mortise_string_t{} : mortise::to_abi(found->second);
}

uint32_t pack_get(const mortise_graph_t* graph, uint32_t value, uint64_t* out_count,
                  const uint32_t** out_items) {
  const std::vector<ValueId>* items = pack_items(*from_abi(graph), value);
  if (items == nullptr) return 0;
  *out_count = items->size();
  *out_items = items->data();
  return 1;
}

// ---- edit ----

// Checks the arguments that edits have in common, then calls `body` with the graph.
template <class Body>
mortise_status_t* edit(mortise_graph_t* graph, mortise_string_t name, Body body) noexcept {
  return firewall([&]() -> Status {
    if (graph == nullptr) return invalid_argument("the graph is null");
    MORTISE_TRY(check_array(name.data, name.size, "name"));
    return body(*from_abi(graph));
  });
}

template <class Body>
mortise_status_t* edit(mortise_graph_t* graph, Body body) noexcept {
  return edit(graph, mortise_string_t{}, body);
}

Status check_out(const void* out) {
  return out == nullptr ? invalid_argument("the pointer for the output is null") : Status();
}

Result<Type> read_type(const mortise_type_t* type) {
  if (type == nullptr) return invalid_argument("the type is null");
  return Type::from_abi(*type);
}

mortise_status_t* symbol_get(mortise_graph_t* graph, mortise_string_t name, uint32_t* out_symbol) {
  return edit(graph, name, [&](Graph& g) -> Status {
    MORTISE_TRY(check_out(out_symbol));
    MORTISE_ASSIGN(*out_symbol, g.symbol(to_view(name)));
    return {};
  });
}

mortise_status_t* input_add(mortise_graph_t* graph, mortise_string_t name,
                            const mortise_type_t* type, uint32_t* out_value) {
  return edit(graph, name, [&](Graph& g) -> Status {
    MORTISE_TRY(check_out(out_value));
    MORTISE_ASSIGN(Type read, read_type(type));
    MORTISE_ASSIGN(*out_value, g.add_input(to_string(name), std::move(read)));
    return {};
  });
}

mortise_status_t* output_add(mortise_graph_t* graph, mortise_string_t name, uint32_t value) {
  return edit(graph, name, [&](Graph& g) { return g.add_output(to_string(name), value); });
}

// Until the graph has it, lent memory stays the caller's.
ValueId add_lent(Graph& graph, std::string name, const ConstantRef& constant) {
  try {
    return graph.add_constant(std::move(name), constant);
  } catch (...) {
    std::const_pointer_cast<Constant>(constant)->disown();
    throw;
  }
}

mortise_status_t* constant_add(mortise_graph_t* graph, mortise_string_t name,
                               const mortise_tensor_view_t* tensor,
                               mortise_constant_release_t release, void* context,
                               uint32_t* out_value) {
  return edit(graph, name, [&](Graph& g) -> Status {
    MORTISE_TRY(check_out(out_value));
    if (tensor == nullptr) return invalid_argument("the tensor is null");
    std::string text = to_string(name);
    MORTISE_ASSIGN(const ConstantRef constant, release == nullptr
                                                   ? Constant::copy(*tensor)
                                                   : Constant::lend(*tensor, release, context));
    *out_value = add_lent(g, std::move(text), constant);
    return {};
  });
}

mortise_status_t* state_add(mortise_graph_t* graph, mortise_string_t name,
                            const mortise_type_t* type, const mortise_tensor_view_t* initial,
                            uint32_t flags, uint32_t* out_value) {
  return edit(graph, name, [&](Graph& g) -> Status {
    MORTISE_TRY(check_out(out_value));
    MORTISE_ASSIGN(Type read, read_type(type));
    ConstantRef content;
    if (initial != nullptr) {
      MORTISE_ASSIGN(content, Constant::copy(*initial));
    }
    MORTISE_ASSIGN(*out_value,
                   g.add_state(to_string(name), std::move(read), std::move(content), flags));
    return {};
  });
}

mortise_status_t* state_set_next(mortise_graph_t* graph, mortise_string_t name, uint32_t value) {
  return edit(graph, name, [&](Graph& g) { return g.set_state_next(to_view(name), value); });
}

Status check_spec(const mortise_node_spec_t& spec) {
  MORTISE_TRY(check_struct(spec, "node spec"));
  MORTISE_TRY(check_array(spec.domain.data, spec.domain.size, "node spec: domain"));
  MORTISE_TRY(check_array(spec.op.data, spec.op.size, "node spec: op"));
  MORTISE_TRY(check_array(spec.name.data, spec.name.size, "node spec: name"));
  MORTISE_TRY(check_array(spec.device.data, spec.device.size, "node spec: device"));
  MORTISE_TRY(check_array(spec.inputs, spec.input_count, "node spec: inputs"));
  if (spec.input_count > kMaxNodeValues || spec.output_count > kMaxNodeValues) {
    return invalid_argument(
        concat({"node spec: more than ", std::to_string(kMaxNodeValues), " inputs or outputs"}));
  }
  return check_structs(spec.attributes, spec.attribute_count, "attribute");
}

mortise_status_t* node_add(mortise_graph_t* graph, const mortise_node_spec_t* spec,
                           uint32_t* out_values) {
  return edit(graph, [&](Graph& g) -> Status {
    if (spec == nullptr) return invalid_argument("the node spec is null");
    MORTISE_TRY(check_spec(*spec));
    MORTISE_TRY(check_array(out_values, spec->output_count, "out_values"));
    Node node;
    node.domain = to_string(spec->domain);
    node.op = to_string(spec->op);
    node.name = to_string(spec->name);
    node.device = to_string(spec->device);
    node.version = spec->version;
    if (spec->input_count != 0) node.inputs.assign(spec->inputs, spec->inputs + spec->input_count);
    for (uint64_t i = 0; i < spec->attribute_count; ++i) {
      MORTISE_ASSIGN(Attribute attribute, Attribute::from_abi(struct_at(spec->attributes, i)));
      node.attributes.push_back(std::move(attribute));
    }
    std::vector<std::string> names;
    for (uint64_t i = 0; spec->output_names != nullptr && i < spec->output_count; ++i) {
      MORTISE_TRY(check_array(spec->output_names[i].data, spec->output_names[i].size, "name"));
      names.push_back(to_string(spec->output_names[i]));
    }
    MORTISE_ASSIGN(const NodeId id, g.add_node(std::move(node), spec->output_count, names));
    const std::vector<ValueId>& outputs = g.node(id)->outputs;
    std::copy(outputs.begin(), outputs.end(), out_values);
    return {};
  });
}

mortise_status_t* node_remove(mortise_graph_t* graph, uint32_t node) {
  return edit(graph, [&](Graph& g) { return g.remove_node(node); });
}

mortise_status_t* value_replace(mortise_graph_t* graph, uint32_t from, uint32_t to) {
  return edit(graph, [&](Graph& g) { return g.replace_value(from, to); });
}

mortise_status_t* value_set_type(mortise_graph_t* graph, uint32_t value,
                                 const mortise_type_t* type) {
  return edit(graph, [&](Graph& g) -> Status {
    MORTISE_ASSIGN(Type read, read_type(type));
    return g.set_type(value, std::move(read));
  });
}

mortise_status_t* value_set_name(mortise_graph_t* graph, uint32_t value, mortise_string_t name) {
  return edit(graph, name, [&](Graph& g) { return g.set_name(value, to_string(name)); });
}

mortise_status_t* metadata_set(mortise_graph_t* graph, mortise_string_t key,
                               mortise_string_t value) {
  return edit(graph, key, [&](Graph& g) -> Status {
    MORTISE_TRY(check_array(value.data, value.size, "metadata value"));
    if (key.size == 0) return invalid_argument("metadata: the key is empty");
    g.set_metadata(to_string(key), to_string(value));
    return {};
  });
}

mortise_status_t* graph_create(const mortise_graph_t* parent, mortise_graph_t** out_graph) {
  return firewall([&]() -> Status {
    MORTISE_TRY(check_out(out_graph));
    auto graph = std::make_shared<Graph>();
    if (parent != nullptr) {
      graph->set_keep_alive(from_abi(parent)->keep_alive());
      for (const std::string& name : from_abi(parent)->symbols()) {
        MORTISE_TRY(graph->symbol(name).status());
      }
    }
    *out_graph = make_handle(std::move(graph));
    return {};
  });
}

void graph_release(mortise_graph_t* graph) { release_handle(graph); }

mortise_status_t* node_set_input(mortise_graph_t* graph, uint32_t node, uint64_t index,
                                 uint32_t value) {
  return edit(graph, [&](Graph& g) { return g.set_input(node, index, value); });
}

mortise_status_t* pack_add(mortise_graph_t* graph, mortise_string_t name,
                           const mortise_type_t* type, uint64_t item_count, const uint32_t* items,
                           uint32_t* out_value) {
  return edit(graph, name, [&](Graph& g) -> Status {
    MORTISE_TRY(check_out(out_value));
    MORTISE_TRY(check_array(items, item_count, "items"));
    if (item_count > kMaxNodeValues) {
      return invalid_argument(concat({"a sequence has at most ", std::to_string(kMaxNodeValues),
                                      " elements, not ", std::to_string(item_count)}));
    }
    MORTISE_ASSIGN(Type read, read_type(type));
    std::vector<ValueId> own;
    if (item_count != 0) own.assign(items, items + item_count);
    MORTISE_ASSIGN(*out_value, add_pack(g, to_string(name), std::move(read), std::move(own)));
    return {};
  });
}

mortise_status_t* graph_inline(mortise_graph_t* graph, const mortise_graph_t* body,
                               mortise_string_t prefix, uint64_t input_count,
                               const uint32_t* inputs, uint64_t output_count,
                               uint32_t* out_values) {
  return edit(graph, prefix, [&](Graph& g) -> Status {
    if (body == nullptr || body == graph) return invalid_argument("the body is null, or the graph");
    MORTISE_TRY(check_array(inputs, input_count, "inputs"));
    MORTISE_TRY(check_array(out_values, output_count, "out_values"));
    if (output_count != from_abi(body)->outputs().size()) {
      return invalid_argument(
          concat({"the body has ", std::to_string(from_abi(body)->outputs().size()),
                  " outputs, not ", std::to_string(output_count)}));
    }

    if (input_count > kMaxNodeValues) return invalid_argument("too many inputs");
    std::vector<ValueId> own;
    if (input_count != 0) own.assign(inputs, inputs + input_count);
    MORTISE_ASSIGN(const std::vector<ValueId> values,
                   inline_graph(g, *from_abi(body), to_view(prefix), own));
    std::copy(values.begin(), values.end(), out_values);
    return {};
  });
}

}  // namespace

const mortise_graph_view_t& view_table() {
  static const mortise_graph_view_t table = {sizeof(mortise_graph_view_t),
                                             node_count,
                                             node_at,
                                             node_get,
                                             value_limit,
                                             value_get,
                                             input_count,
                                             input_at,
                                             output_count,
                                             output_at,
                                             output_name,
                                             state_count,
                                             state_at,
                                             symbol_count,
                                             symbol_name,
                                             metadata_get,
                                             pack_get};
  return table;
}

const mortise_graph_edit_t& edit_table() {
  static const mortise_graph_edit_t table = {sizeof(mortise_graph_edit_t),
                                             symbol_get,
                                             input_add,
                                             output_add,
                                             constant_add,
                                             state_add,
                                             state_set_next,
                                             node_add,
                                             node_remove,
                                             value_replace,
                                             value_set_type,
                                             value_set_name,
                                             metadata_set,
                                             graph_create,
                                             graph_release,
                                             node_set_input,
                                             pack_add,
                                             graph_inline};
  return table;
}

}  // namespace mortise::graph
