// A small graph behind the ABI's view and edit tables, for tests of gradients, decompositions, passes and formats. It
// keeps the contract that matters most: what it hands out dies with the next edit, so that a sanitizer finds who kept it.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mortise::sdk::testing {

class FakeGraph {
 public:
  struct ValueData {
    uint32_t role = MORTISE_ROLE_RESULT;
    std::string name;
    uint32_t kind = MORTISE_VALUE_TENSOR;
    uint32_t dtype = MORTISE_DTYPE_UNDEFINED;  // of a pack: its elements'
    const mortise_layout_t* layout = nullptr;  // borrowed: the test keeps it
    bool ranked = false;
    Shape shape;
    std::shared_ptr<std::vector<unsigned char>> constant;  // null: not known
    uint32_t producer = MORTISE_NONE;
    std::optional<std::vector<uint32_t>> items;  // of a pack
  };
  struct NodeData {
    bool alive = true;
    std::string domain, op, name, device;
    uint32_t version = 0;
    std::vector<uint32_t> inputs, outputs;
    Attrs attributes;
  };
  struct StateData {
    std::string name;
    uint32_t current = MORTISE_NONE;
    uint32_t next = MORTISE_NONE;
  };

  mortise_graph_t* abi() { return reinterpret_cast<mortise_graph_t*>(this); }
  Builder builder() { return Builder(abi(), edit_table()); }
  GraphReader reader() { return GraphReader(abi(), view_table()); }
  static const mortise_graph_view_t* view_table();
  static const mortise_graph_edit_t* edit_table();

  // What tests look at.
  std::deque<ValueData> values;
  std::deque<NodeData> nodes;  // in order of addition, which is topological
  std::vector<uint32_t> inputs;
  std::vector<std::pair<std::string, uint32_t>> outputs;
  std::vector<StateData> states;
  std::vector<std::string> symbols;
  std::deque<std::string> texts;  // of constants of strings
  std::map<std::string, std::string> metadata;
  /// Operators of the living nodes, in order: "Sub Exp Div".
  std::string ops() const;

  // What the tables call.
  uint32_t add_value(uint32_t role, std::string_view name, const mortise_type_t* type);
  uint32_t add_constant(std::string_view name, const mortise_tensor_view_t& tensor);
  void add_node(const mortise_node_spec_t& spec, uint32_t* out_values);
  uint32_t add_pack(const mortise_type_t& type, std::vector<uint32_t> items);
  /// Bodies have nodes without bodies.
  void add_inlined(FakeGraph& body, const std::vector<uint32_t>& inputs, uint32_t* out_values);
  void remove_node(uint32_t id);
  void replace_value(uint32_t from, uint32_t to);
  void set_type(uint32_t value, const mortise_type_t& type);
  void check_value(uint32_t id) const;
  const mortise_node_t* node_abi(uint32_t id);
  const mortise_graph_value_t* value_abi(uint32_t id);
  const mortise_graph_state_t* state_abi(size_t index);
  void invalidate() { handed_out_ = std::make_unique<HandedOut>(); }
  std::vector<uint32_t> living() const;

 private:
  struct HandedOut {
    std::deque<mortise_graph_value_t> values;
    std::deque<mortise_type_t> types;
    std::deque<mortise_tensor_view_t> views;
    std::deque<Shape> shapes;
    std::deque<std::vector<const mortise_graph_value_t*>> lists;
    std::deque<std::vector<mortise_attribute_t>> attributes;
    std::deque<mortise_node_t> nodes;
    std::deque<mortise_graph_state_t> states;
  };
  uint32_t user_count(uint32_t value) const;
  const mortise_graph_value_t* const* list_abi(const std::vector<uint32_t>& ids);

  std::unique_ptr<HandedOut> handed_out_ = std::make_unique<HandedOut>();
};

}  // namespace mortise::sdk::testing
