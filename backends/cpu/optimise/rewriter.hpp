// The graph as this backend's optimisation sees it: its own nodes, who uses what, edits that clean up
// after themselves.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <map>
#include <optional>
#include <vector>

#include "backends/cpu/program.hpp"

namespace mortise::cpu {

using sdk::Node;
using sdk::Value;

/// An owned tensor type.
struct TensorType {
  uint32_t dtype = MORTISE_DTYPE_FLOAT32;
  sdk::Shape shape;
  const mortise_layout_t* layout = nullptr;  // borrowed until the type is set
};

class Rewriter {
 public:
  Rewriter(sdk::GraphReader& reader, sdk::Builder& builder);

  /// This backend's nodes in topological order: a copy.
  std::vector<uint32_t> nodes() const;
  bool alive(uint32_t node) const { return reader_.has_node(node); }
  Node node(uint32_t id) const { return reader_.node(id); }
  const mortise_graph_value_t& value(Value id) const { return *reader_.value(id); }
  sdk::ShapeView shape(Value id) const;
  TensorType type(Value id) const;

  /// The node of this backend that makes the value.
  std::optional<Node> producer(Value id) const;
  /// The node of this backend that alone reads the value, and reads it once.
  std::optional<Node> sole_user(Value id) const;
  /// The constant's floats; empty when the value is not a float32 constant.
  std::vector<float> floats(Value id) const;
  /// The constant's only element.
  std::optional<float> scalar(Value id) const;

  Value constant(const sdk::Shape& shape, const std::vector<float>& values);
  /// A node with one output of the given type.
  Value add(std::string_view domain, std::string_view op, const std::vector<Value>& inputs,
            const sdk::Attrs& attributes, const TensorType& type, std::string_view name);
  /// Readers of `from` read `to`; what nobody reads any more is removed.
  void replace(Value from, Value to);

 private:
  void remove_unread(uint32_t node);
  void note_inputs(uint32_t node);

  sdk::GraphReader& reader_;
  sdk::Builder& builder_;
  std::map<Value, std::vector<uint32_t>> users_;  // may name nodes that are gone
};

/// The steps of a chain of elementwise operations of one input; empty when the node is not one.
std::vector<Step> steps_of(const Node& node);

/// Appends, merging neighbouring linear steps and dropping those that change nothing.
void append_merged(std::vector<Step>& steps, const std::vector<Step>& more);

/// Both of the same shape and neither constant.
bool same_shape(const Rewriter& graph, Value left, Value right);

}  // namespace mortise::cpu
