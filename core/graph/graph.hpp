// The graph: values in single-assignment form, nodes, constants, states, symbols. The ABI's view
// and edit tables (core/graph/tables.hpp) are thin shims over this class; `mortise_graph_t*` is a
// Graph.
//
// Ids are never reused. Nodes are kept in topological order. Copying a graph shares its constants.
// One thread at a time. Functions may throw std::bad_alloc; then, too, nothing has changed.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/graph/type.hpp"

namespace mortise::graph {

class Graph;
using ValueId = uint32_t;
using NodeId = uint32_t;
inline constexpr uint32_t kNone = MORTISE_NONE;

/// Owning form of mortise_attribute_t.
struct Attribute {
  std::string name;
  uint32_t kind = 0;
  int64_t int_value = 0;
  double float_value = 0;
  std::string string_value;
  ConstantRef tensor;
  std::shared_ptr<Graph> graph;
  std::vector<int64_t> ints;
  std::vector<double> floats;
  std::vector<std::string> strings;

  static Result<Attribute> from_abi(const mortise_attribute_t& attribute);
};
bool operator==(const Attribute& left, const Attribute& right);

struct Node {
  NodeId id = kNone;
  std::string domain, op, name, device;
  uint32_t version = 0;
  std::vector<ValueId> inputs, outputs;  // inputs may hold kNone
  std::vector<Attribute> attributes;     // sorted by name
};

struct Value {
  ValueId id = kNone;
  uint32_t role = 0;  // MORTISE_ROLE_…
  std::string name;
  Type type;
  ConstantRef constant;  // set for constants, and for results that compilation found out
  NodeId producer = kNone;
};

struct State {
  std::string name;
  ValueId current = kNone;
  ValueId next = kNone;
  uint32_t flags = 0;
  ConstantRef initial;  // null: zeros
};

struct Output {
  std::string name;
  ValueId value = kNone;
};

inline constexpr uint32_t kMaxSubgraphDepth = 32;
inline constexpr size_t kMaxNodeValues = 65536;  // inputs of a node, and outputs

class Graph : public std::enable_shared_from_this<Graph> {
 public:
  Graph();
  Graph(const Graph&
            other);  // shares constants, copies the rest, subgraphs included; ids stay the same
  Graph(Graph&&) noexcept;
  Graph& operator=(Graph&&) noexcept;
  ~Graph();

  // Reading. References stay valid until the next edit.
  const std::vector<NodeId>& order()
      const;  // topological; stable: independent nodes keep the order they were added in
  const Node* node(NodeId id) const;  // null when there is none
  const Value* value(ValueId id) const;
  ValueId value_limit() const;
  const std::vector<ValueId>& inputs() const;
  const std::vector<Output>& outputs() const;
  const std::vector<State>& states() const;
  const std::vector<std::string>& symbols() const;
  const std::map<std::string, std::string, std::less<>>& metadata() const;
  uint32_t user_count(ValueId id) const;
  std::vector<NodeId> users(ValueId id) const;  // each node once, in order of id
  /// The first of the inputs, states, outputs (of the graph) and other values that has the name;
  /// kNone when none has.
  ValueId find_value(std::string_view name) const;

  // Editing. On error nothing has changed.
  Result<uint32_t> symbol(std::string_view name);  // its id; made on first use
  Result<ValueId> add_input(std::string name, Type type);
  Status add_output(std::string name, ValueId value);
  /// Replaces all outputs. A name that comes twice gets the value's id appended.
  Status set_outputs(std::vector<Output> outputs);
  /// Removes inputs that nobody reads.
  Status remove_unused_inputs();
  /// Removes an input or a constant that nobody reads.
  Status remove_value(ValueId id);
  /// Refuses what is not the inputs in another order.
  Status set_input_order(std::vector<ValueId> inputs);
  ValueId add_constant(std::string name, ConstantRef constant);
  Result<ValueId> add_state(std::string name, Type type, ConstantRef initial, uint32_t flags);
  Status set_state_next(std::string_view name, ValueId value);  // kNone: the state stays as it is
  /// Refuses unknown value ids and cycles. `output_names` may be shorter than output_count.
  Result<NodeId> add_node(Node spec, size_t output_count,
                          const std::vector<std::string>& output_names);
  Status remove_node(NodeId id);
  /// Removes nodes that no output and no state depends on, and constants without users. Returns how
  /// many nodes.
  size_t remove_dead();
  /// Makes an output that nothing reads absent (kNone).
  Status drop_output(NodeId id, size_t index);
  Status replace_value(ValueId from, ValueId to);  // refuses cycles
  /// Makes one input of a node read `value` (kNone: absent); refuses cycles.
  Status set_input(NodeId id, size_t index, ValueId value);
  Status set_type(ValueId id, Type type);
  Status set_name(ValueId id, std::string name);
  Status set_constant(ValueId id, ConstantRef constant);  // a result whose content is now known
  /// Turns an input or a result into a constant (specialisation); a result loses its producer's
  /// output.
  Status make_constant(ValueId id, ConstantRef constant);
  /// Turns a result into an input (the rest of a graph after a segment). Its producer is removed
  /// once it has no other outputs in use.
  Status make_input(ValueId id);
  Status set_device(NodeId id, std::string device);
  Status set_version(NodeId id, uint32_t version);
  void set_metadata(std::string key, std::string value);

  // The ABI's structs, built on demand. A struct stays where it is, and is kept up to date, until
  // its node or value is removed (a state's: until a state is added); what it points to is borrowed
  // until that node or value is edited.
  const mortise_node_t* abi_node(NodeId id) const;
  const mortise_graph_value_t* abi_value(ValueId id) const;
  const mortise_graph_state_t* abi_state(size_t index) const;

  uint32_t subgraph_depth() const;  // levels of graphs within attributes; 0 without any

  /// Keeps what the content borrows from alive: the runtime whose plugins lent constants and
  /// layouts. Copies and subgraphs of this graph keep it, too.
  void set_keep_alive(std::shared_ptr<void> owner) { keep_alive_ = std::move(owner); }
  const std::shared_ptr<void>& keep_alive() const { return keep_alive_; }

 private:
  friend mortise_graph_t* make_handle(std::shared_ptr<Graph> graph);
  friend void release_handle(mortise_graph_t* handle);
  struct Impl;
  std::shared_ptr<void> keep_alive_;  // before impl_: the content goes first
  std::unique_ptr<Impl> impl_;
  std::shared_ptr<Graph> handle_;  // the reference that a handle over the ABI holds
};

/// Gives a graph away over the ABI: it lives until release_handle, and on while an attribute holds
/// it.
mortise_graph_t* make_handle(std::shared_ptr<Graph> graph);
/// Also deletes a graph that was made with plain `new`. Null is allowed.
void release_handle(mortise_graph_t* handle);

inline Graph* from_abi(mortise_graph_t* graph) { return reinterpret_cast<Graph*>(graph); }
inline const Graph* from_abi(const mortise_graph_t* graph) {
  return reinterpret_cast<const Graph*>(graph);
}
inline mortise_graph_t* to_abi(Graph* graph) { return reinterpret_cast<mortise_graph_t*>(graph); }
inline const mortise_graph_t* to_abi(const Graph* graph) {
  return reinterpret_cast<const mortise_graph_t*>(graph);
}

}  // namespace mortise::graph
