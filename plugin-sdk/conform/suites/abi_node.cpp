#include "plugin-sdk/conform/suites/abi_node.hpp"

#include <mortise/sdk/status.hpp>

namespace mortise::conform {

NodeCopy::NodeCopy(const mortise_node_t& original, const char* op, Attributes attributes)
    : node_(original) {
  if (op != nullptr) node_.op = sdk::to_abi(op);
  types_.reserve(original.input_count + original.output_count);
  const auto copy = [&](const mortise_graph_value_t* const* from, uint64_t count,
                        std::vector<mortise_graph_value_t>& values,
                        std::vector<const mortise_graph_value_t*>& pointers) {
    values.reserve(count);
    for (uint64_t i = 0; i < count; ++i) {
      types_.push_back(*from[i]->type);
      values.push_back(*from[i]);
      values.back().type = &types_.back();
      pointers.push_back(&values.back());
    }
  };
  copy(original.inputs, original.input_count, input_values_, inputs_);
  copy(original.outputs, original.output_count, output_values_, outputs_);
  node_.inputs = inputs_.data();
  node_.outputs = outputs_.data();
  attributes_.assign(original.attributes, original.attributes + original.attribute_count);
  if (attributes_.empty() && attributes == Attributes::kAtLeastOne) {
    mortise_attribute_t unused{};
    unused.struct_size = sizeof(unused);
    unused.name = sdk::to_abi("unused");
    unused.kind = MORTISE_ATTRIBUTE_INT;
    attributes_.push_back(unused);
  }
  node_.attribute_count = attributes_.size();
  node_.attributes = attributes_.data();
}

const mortise_node_t* NodeCopy::with(NodePart part, void* given) {
  switch (part) {
    case NodePart::kNode: {
      // The given one may be cut, or have a tail; its pointers are the caller's copy's.
      return static_cast<mortise_node_t*>(given);
    }
    case NodePart::kInput: inputs_.back() = static_cast<mortise_graph_value_t*>(given); break;
    case NodePart::kOutput: outputs_.front() = static_cast<mortise_graph_value_t*>(given); break;
    case NodePart::kType: input_values_.back().type = static_cast<mortise_type_t*>(given); break;
    default: node_.attribute_count = 1; node_.attributes = static_cast<mortise_attribute_t*>(given);
  }
  return &node_;
}

std::string NodeCopy::name_of(NodePart part) const {
  switch (part) {
    case NodePart::kNode: return "mortise_node_t";
    case NodePart::kInput: return "mortise_graph_value_t of an input";
    case NodePart::kOutput: return "mortise_graph_value_t of an output";
    case NodePart::kType: return "mortise_type_t of an input";
    default: return "mortise_attribute_t of a node";
  }
}

const void* NodeCopy::object_of(NodePart part) const {
  switch (part) {
    case NodePart::kNode: return &node_;
    case NodePart::kInput: return inputs_.back();
    case NodePart::kOutput: return outputs_.front();
    case NodePart::kType: return input_values_.back().type;
    default: return attributes_.data();
  }
}

uint64_t NodeCopy::size_of(NodePart part) const {
  switch (part) {
    case NodePart::kNode: return sizeof(mortise_node_t);
    case NodePart::kInput:
    case NodePart::kOutput: return sizeof(mortise_graph_value_t);
    case NodePart::kType: return sizeof(mortise_type_t);
    default: return sizeof(mortise_attribute_t);
  }
}

}  // namespace mortise::conform
