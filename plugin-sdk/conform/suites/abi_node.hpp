// A copy of a node whose parts can be replaced one by one.
#pragma once

#include <mortise/abi/graph.h>

#include <string>
#include <vector>

namespace mortise::conform {

enum class NodePart { kNode, kInput, kOutput, kType, kAttribute };

/// Borrows what the original points to beyond its values' types. Requires: the node has an input and an output.
class NodeCopy {
 public:
  enum class Attributes { kAsTheyAre, kAtLeastOne };
  /// `op`: another operator's name, a literal; null: the same.
  explicit NodeCopy(const mortise_node_t& original, const char* op = nullptr,
                    Attributes attributes = Attributes::kAtLeastOne);
  NodeCopy(const NodeCopy&) = delete;
  NodeCopy& operator=(const NodeCopy&) = delete;

  const mortise_node_t* get() const { return &node_; }
  /// The node with `given` in the place of that part (of the last input, the first output).
  const mortise_node_t* with(NodePart part, void* given);

  std::string name_of(NodePart part) const;
  const void* object_of(NodePart part) const;
  uint64_t size_of(NodePart part) const;

 private:
  mortise_node_t node_;
  std::vector<mortise_graph_value_t> input_values_, output_values_;
  std::vector<mortise_type_t> types_;
  std::vector<const mortise_graph_value_t*> inputs_, outputs_;
  std::vector<mortise_attribute_t> attributes_;
};

}  // namespace mortise::conform
