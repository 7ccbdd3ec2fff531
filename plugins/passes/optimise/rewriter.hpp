// The graph as an optimisation sees it: what definitions say of its nodes, who reads what, and edits that keep the graph's
// outputs as they are.
#pragma once

#include <mortise/abi/operator.h>
#include <mortise/sdk/pass.hpp>

#include <optional>
#include <unordered_set>
#include <vector>

namespace mortise::optimise {

using sdk::Node;
using sdk::Value;

class Rewriter {
 public:
  Rewriter(const mortise_host_t* host, sdk::PassContext& context);

  /// In topological order: a copy.
  std::vector<uint32_t> nodes() const { return context_.reader.nodes(); }
  bool has_node(uint32_t id) const { return context_.reader.has_node(id); }
  Node node(uint32_t id) const { return context_.reader.node(id); }
  const mortise_graph_value_t& value(Value id) const { return *context_.reader.value(id); }
  sdk::GraphReader& reader() { return context_.reader; }
  sdk::Builder& builder() { return context_.builder; }
  const mortise_host_t* host() const { return host_; }

  /// What the node's operator is; null when no plugin defines it.
  const mortise_operator_t* definition(const Node& node) const;
  /// Whether the definition has all of the flags.
  bool has_flags(const Node& node, uint32_t flags) const;
  /// The node that makes the value.
  std::optional<Node> producer(Value id) const;
  /// Whether the value is an output of the graph, or what a state is next.
  bool is_outside(Value id) const { return outside_.count(id) != 0; }

  /// Readers of `from` read `to`. False, and nothing changed, where an output of the graph would get another type.
  bool replace(Value from, Value to);
  /// One output, of the type of `like`.
  Value add(std::string_view op, const std::vector<Value>& inputs, const sdk::Attrs& attributes,
            Value like, std::string_view name);
  /// Removes the node, and then what only it read, as far as nobody reads them.
  void remove_unread(uint32_t id);
  bool is_unread(const Node& node) const;

 private:
  const mortise_host_t* host_;
  sdk::PassContext& context_;
  std::unordered_set<Value> outside_;
};

bool is_standard(const Node& node, std::string_view op);
bool equal_attributes(const Node& left, const Node& right);
/// Of one operator and with the same attributes.
bool equal_work(const Node& left, const Node& right);
bool equal_types(const mortise_type_t& left, const mortise_type_t& right);
/// Equal for all that unknown extents may turn out to be.
bool certainly_equal(const mortise_type_t& left, const mortise_type_t& right);

}  // namespace mortise::optimise
