// A graph of one node whose inputs' types are given as they are wanted: known, half known or wrong; and what a shape rule says
// of it.
#pragma once

#include <mortise/mortise.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "plugin-sdk/conform/case.hpp"
#include "plugin-sdk/conform/status.hpp"

namespace mortise::conform {

struct NodeInput {
  bool present = true;
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  bool ranked = true;
  sdk::Shape shape;
  std::optional<HostTensor> constant;
};
/// An input as a case has it. `content` is used where the case wants it known.
NodeInput input_of(const CaseInput& input, const HostTensor& content);

/// An output's type as a shape rule set it.
struct InferredType {
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  bool ranked = false;
  sdk::Shape shape;
  uint64_t bounded_dims = 0;
};
std::string type_text(const InferredType& type);
/// Whether what is said with less known of the inputs fits what is said with all known.
bool agrees(const InferredType& vague, const InferredType& exact);

struct Inferred {
  Status status;
  std::vector<std::optional<InferredType>> types;
  std::vector<std::optional<HostTensor>> values;
  std::set<uint64_t> needs;

  /// Every output has a dtype and known extents.
  bool complete() const;
};

class OneNode {
 public:
  /// Throws sdk::Error when the graph itself refuses the node.
  OneNode(const Runtime& runtime, const mortise_operator_t& op, const sdk::Attrs& attributes,
          const std::vector<NodeInput>& inputs, size_t output_count);

  const mortise_node_t& node() const { return *node_; }
  const Graph& graph() const { return graph_; }
  const std::vector<sdk::Value>& inputs() const { return inputs_; }
  const std::vector<sdk::Value>& outputs() const { return outputs_; }

  /// Asks the definition's shape rule. Throws Failure when it breaks a rule of operator.h.
  Inferred infer(const mortise_operator_t& op) const;
  /// Gives the outputs the inferred types, as a kernel needs them.
  void set_types(const Inferred& inferred);

 private:
  Graph graph_;
  std::vector<sdk::Value> inputs_, outputs_;
  const mortise_node_t* node_ = nullptr;
};

}  // namespace mortise::conform
