#include <algorithm>

#include "plugin-sdk/testing/fake_graph.hpp"

namespace mortise::sdk::testing {
namespace {

FakeGraph& from(mortise_graph_t* graph) { return *reinterpret_cast<FakeGraph*>(graph); }
// Looking builds the structs to hand out, which is no change that a test can see.
FakeGraph& from(const mortise_graph_t* graph) { return from(const_cast<mortise_graph_t*>(graph)); }

template <class Body>
mortise_status_t* edit(mortise_graph_t* graph, Body&& body) {
  return guard([&] {
    body(from(graph));
    from(graph).invalidate();
  });
}

template <class T>
uint32_t id_at(const std::vector<T>& ids, uint64_t index) {
  return index < ids.size() ? static_cast<uint32_t>(ids[index]) : MORTISE_NONE;
}

void fill_reading(mortise_graph_view_t& t) {
  t.node_count = [](const mortise_graph_t* g) -> uint64_t { return from(g).living().size(); };
  t.node_at = [](const mortise_graph_t* g, uint64_t i) { return id_at(from(g).living(), i); };
  t.node_get = [](const mortise_graph_t* g, uint32_t id) { return from(g).node_abi(id); };
  t.value_limit = [](const mortise_graph_t* g) -> uint64_t { return from(g).values.size(); };
  t.value_get = [](const mortise_graph_t* g, uint32_t id) { return from(g).value_abi(id); };
  t.input_count = [](const mortise_graph_t* g) -> uint64_t { return from(g).inputs.size(); };
  t.input_at = [](const mortise_graph_t* g, uint64_t i) { return id_at(from(g).inputs, i); };
  t.output_count = [](const mortise_graph_t* g) -> uint64_t { return from(g).outputs.size(); };
  t.output_at = [](const mortise_graph_t* g, uint64_t i) -> uint32_t {
    return i < from(g).outputs.size() ? from(g).outputs[i].second : MORTISE_NONE;
  };
  t.output_name = [](const mortise_graph_t* g, uint64_t i) -> mortise_string_t {
    return i < from(g).outputs.size() ? to_abi(from(g).outputs[i].first) : mortise_string_t{};
  };
  t.state_count = [](const mortise_graph_t* g) -> uint64_t { return from(g).states.size(); };
  t.state_at = [](const mortise_graph_t* g, uint64_t i) { return from(g).state_abi(i); };
  t.symbol_count = [](const mortise_graph_t* g) -> uint64_t { return from(g).symbols.size(); };
  t.symbol_name = [](const mortise_graph_t* g, uint64_t i) -> mortise_string_t {
    return i < from(g).symbols.size() ? to_abi(from(g).symbols[i]) : mortise_string_t{};
  };
  t.metadata_get = [](const mortise_graph_t* g, mortise_string_t key) -> mortise_string_t {
    const auto found = from(g).metadata.find(std::string(to_view(key)));
    return found != from(g).metadata.end() ? to_abi(found->second) : mortise_string_t{};
  };
  t.pack_get = [](const mortise_graph_t* g, uint32_t id, uint64_t* count,
                  const uint32_t** items) -> uint32_t {
    if (id >= from(g).values.size() || !from(g).values[id].items) return 0;
    *count = from(g).values[id].items->size();
    *items = from(g).values[id].items->data();
    return 1;
  };
}

void fill_interface(mortise_graph_edit_t& t) {
  t.symbol_get = [](mortise_graph_t* g, mortise_string_t name, uint32_t* out) {
    return edit(g, [&](FakeGraph& graph) {
      auto& symbols = graph.symbols;
      const auto found = std::find(symbols.begin(), symbols.end(), to_view(name));
      *out = static_cast<uint32_t>(found - symbols.begin());
      if (found == symbols.end()) symbols.emplace_back(to_view(name));
    });
  };
  t.input_add = [](mortise_graph_t* g, mortise_string_t name, const mortise_type_t* type,
                   uint32_t* out) {
    return edit(g, [&](FakeGraph& graph) {
      *out = graph.add_value(MORTISE_ROLE_INPUT, to_view(name), type);
      graph.inputs.push_back(*out);
    });
  };
  t.output_add = [](mortise_graph_t* g, mortise_string_t name, uint32_t value) {
    return edit(g, [&](FakeGraph& graph) {
      graph.check_value(value);
      graph.outputs.emplace_back(to_view(name), value);
    });
  };
  t.state_add = [](mortise_graph_t* g, mortise_string_t name, const mortise_type_t* type,
                   const mortise_tensor_view_t*, uint32_t, uint32_t* out) {
    return edit(g, [&](FakeGraph& graph) {
      *out = graph.add_value(MORTISE_ROLE_STATE, to_view(name), type);
      graph.states.push_back({std::string(to_view(name)), *out, MORTISE_NONE});
    });
  };
  t.state_set_next = [](mortise_graph_t* g, mortise_string_t name, uint32_t value) {
    return edit(g, [&](FakeGraph& graph) {
      for (auto& state : graph.states) {
        if (state.name == to_view(name)) state.next = value;
      }
    });
  };
  t.metadata_set = [](mortise_graph_t* g, mortise_string_t key, mortise_string_t value) {
    return edit(
        g, [&](FakeGraph& graph) { graph.metadata[std::string(to_view(key))] = to_view(value); });
  };
  t.graph_create = [](const mortise_graph_t*, mortise_graph_t** out) {
    return guard([&] { *out = (new FakeGraph)->abi(); });
  };
  t.graph_release = [](mortise_graph_t* g) { delete &from(g); };
}

void fill_nodes(mortise_graph_edit_t& t) {
  t.constant_add = [](mortise_graph_t* g, mortise_string_t name,
                      const mortise_tensor_view_t* tensor, mortise_constant_release_t release,
                      void* context, uint32_t* out) {
    return edit(g, [&](FakeGraph& graph) {
      *out = graph.add_constant(to_view(name), *tensor);
      if (release != nullptr) release(context);
    });
  };
  t.node_add = [](mortise_graph_t* g, const mortise_node_spec_t* spec, uint32_t* out) {
    return edit(g, [&](FakeGraph& graph) { graph.add_node(*spec, out); });
  };
  t.pack_add = [](mortise_graph_t* g, mortise_string_t, const mortise_type_t* type, uint64_t count,
                  const uint32_t* items, uint32_t* out) {
    return edit(g, [&](FakeGraph& graph) { *out = graph.add_pack(*type, {items, items + count}); });
  };
  t.graph_inline = [](mortise_graph_t* g, const mortise_graph_t* body, mortise_string_t,
                      uint64_t count, const uint32_t* inputs, uint64_t output_count,
                      uint32_t* out) {
    return edit(g, [&](FakeGraph& graph) {
      if (output_count != from(body).outputs.size())
        invalid("the body has ", from(body).outputs.size(), " outputs, not ", output_count);
      graph.add_inlined(from(body), {inputs, inputs + count}, out);
    });
  };
  t.node_remove = [](mortise_graph_t* g, uint32_t node) {
    return edit(g, [&](FakeGraph& graph) { graph.remove_node(node); });
  };
  t.value_replace = [](mortise_graph_t* g, uint32_t old_value, uint32_t new_value) {
    return edit(g, [&](FakeGraph& graph) { graph.replace_value(old_value, new_value); });
  };
  t.value_set_type = [](mortise_graph_t* g, uint32_t value, const mortise_type_t* type) {
    return edit(g, [&](FakeGraph& graph) { graph.set_type(value, *type); });
  };
  t.value_set_name = [](mortise_graph_t* g, uint32_t value, mortise_string_t name) {
    return edit(g, [&](FakeGraph& graph) {
      graph.check_value(value);
      graph.values[value].name = to_view(name);
    });
  };
}

}  // namespace

const mortise_graph_view_t* FakeGraph::view_table() {
  static const mortise_graph_view_t table = [] {
    mortise_graph_view_t t{};
    t.struct_size = sizeof(t);
    fill_reading(t);
    return t;
  }();
  return &table;
}

const mortise_graph_edit_t* FakeGraph::edit_table() {
  static const mortise_graph_edit_t table = [] {
    mortise_graph_edit_t t{};
    t.struct_size = sizeof(t);
    fill_interface(t);
    fill_nodes(t);
    return t;
  }();
  return &table;
}

}  // namespace mortise::sdk::testing
