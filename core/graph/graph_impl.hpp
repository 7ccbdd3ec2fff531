// What a Graph keeps. Each node and value has a slot with an address of its own, so that borrowed structs stay put.
//
// Edits first check, then allocate all that they need, and only then change anything, by steps that cannot fail.
// `order` is topological at all times. A node carries a rank that grows along it; ranks have gaps, so that moving a
// few nodes forward, which is all that replacing an input can require, leaves the others alone.
#pragma once

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "core/graph/graph.hpp"

namespace mortise::graph {

/// Room for `extra` more items, growing geometrically.
template <class T>
void grow(std::vector<T>& items, size_t extra) {
  const size_t needed = items.size() + extra;
  if (needed > items.capacity()) items.reserve(std::max(needed, 2 * items.capacity()));
}

/// A node that reads a value, and with how many of its inputs.
struct Use {
  NodeId node = kNone;
  uint32_t count = 0;
};

/// The ABI's form of a type, with the forms of element types behind it.
struct TypeAbi {
  TypeAbi() = default;
  /// Borrows the shape of `source`, also once that was moved elsewhere.
  explicit TypeAbi(const Type& source);

  mortise_type_t type{};
  std::unique_ptr<TypeAbi> element;
};

struct ValueAbi {
  mortise_graph_value_t value{};
  TypeAbi type;
};

struct ValueSlot {
  Value value;
  std::vector<Use> uses;      // sorted by node
  uint32_t node_uses = 0;     // sum of their counts
  uint32_t outside_uses = 0;  // graph outputs and next states
  std::unique_ptr<ValueAbi> abi;

  uint32_t user_count() const { return node_uses + outside_uses; }
  void add_use(NodeId node, uint32_t count);  // cannot fail after grow(uses, 1)
  void remove_use(NodeId node, uint32_t count) noexcept;
  void set_outside_uses(uint32_t count) noexcept;
  void ensure_abi();
  /// Brings the ABI struct, if there is one, up to date; its type excepted.
  void refresh_abi() noexcept;
};

struct NodeAbi {
  mortise_node_t node{};
  std::vector<const mortise_graph_value_t*> inputs, outputs;
  std::vector<mortise_attribute_t> attributes;
  std::vector<std::vector<mortise_string_t>> strings;  // of attributes that are lists of strings
};

struct NodeSlot {
  Node node;
  uint64_t rank = 0;
  mutable uint64_t mark = 0;  // see Impl::next_mark
  std::unique_ptr<NodeAbi> abi;
};

struct NameHash {
  using is_transparent = void;
  size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
};
using NameIndex = std::unordered_map<std::string, uint32_t, NameHash, std::equal_to<>>;

struct Graph::Impl {
  std::vector<std::unique_ptr<NodeSlot>> nodes;    // by id; null once removed
  std::vector<std::unique_ptr<ValueSlot>> values;  // by id; null once removed
  std::vector<NodeId> order;
  std::vector<ValueId> inputs;
  std::vector<Output> outputs;
  std::vector<State> states;
  std::vector<std::string> symbols;
  std::map<std::string, std::string, std::less<>> metadata;
  NameIndex input_index;   // name → value id
  NameIndex output_index;  // name → position
  NameIndex state_index;   // name → position
  NameIndex symbol_index;  // name → symbol id
  mutable std::vector<mortise_graph_state_t> state_abi;
  mutable uint64_t next_mark =
      0;  // a walk takes a new number and writes it to the slots that it has seen
  size_t nodes_with_graphs = 0;

  Impl() = default;
  Impl(const Impl& other);

  NodeSlot* find_node(NodeId id) const { return id < nodes.size() ? nodes[id].get() : nullptr; }
  ValueSlot* find(ValueId id) const { return id < values.size() ? values[id].get() : nullptr; }
  NodeSlot* producer_of(ValueId id) const { return find_node(values[id]->value.producer); }

  // topology.cpp
  uint64_t rank_at_end() const;
  size_t position(const NodeSlot& slot) const;
  /// The nodes that must move before `first_reader` so that it can read `value`, in order; an error when one of
  /// `readers` (sorted by id) is among them, since that is a cycle.
  Result<std::vector<NodeSlot*>> nodes_to_move(ValueId value,
                                               const std::vector<Use>& readers) const;
  void move_before(const std::vector<NodeSlot*>& moved, const std::vector<Use>& readers) noexcept;
  void renumber() noexcept;

  // checks.cpp
  Status check_value(ValueId id, std::string_view what) const;
  Status check_type(const Type& type) const;

  std::unique_ptr<ValueSlot> make_value(uint32_t role, std::string name, Type type) const;
  /// Removes a value that nothing reads.
  void remove_value(ValueId id) noexcept;
  /// Removes a node whose outputs nothing reads, and them.
  void remove_node(NodeId id) noexcept;
  void detach_input(ValueId id) noexcept;
  void detach_result(ValueId id) noexcept;
};

/// "node 'conv1' (Conv)"
std::string describe(const Node& node);
/// "value 'x' (id 3)"
std::string describe(const Value& value);
/// Refuses content that does not fit the type.
Status check_content(const Type& type, const Constant& content, std::string_view what);
/// Visits each subgraph in the node's attributes.
template <class Visit>
void each_subgraph(const Node& node, Visit visit) {
  for (const Attribute& attribute : node.attributes) {
    if (attribute.graph != nullptr) visit(attribute.graph);
  }
}

}  // namespace mortise::graph
