// A copy of a node that survives edits of its graph: what the core hands out is borrowed until the next edit, while a
// gradient or a decomposition reads the node between edits.
#ifndef MORTISE_SDK_NODE_COPY_HPP_
#define MORTISE_SDK_NODE_COPY_HPP_

#include <mortise/sdk/node.hpp>

#include <deque>
#include <memory>

namespace mortise::sdk {

/// Owns types, names, attributes; contents of constants and attribute tensors stay the graph's, which keeps them as
/// long as the node's inputs live.
class NodeCopy {
 public:
  explicit NodeCopy(const mortise_node_t* source) : node_(*source) {
    node_.struct_size = sizeof(node_);
    node_.domain = keep(source->domain);
    node_.op = keep(source->op);
    node_.name = keep(source->name);
    node_.device = keep(source->device);
    node_.inputs = keep_values(source->inputs, source->input_count, inputs_);
    node_.outputs = keep_values(source->outputs, source->output_count, outputs_);
    for (const mortise_attribute_t& attribute : Node(source).attributes())
      keep_attribute(attribute);
    node_.attributes = attributes_.data();
  }
  NodeCopy(const NodeCopy&) = delete;
  NodeCopy& operator=(const NodeCopy&) = delete;

  Node node() const { return Node(&node_); }

 private:
  mortise_string_t keep(mortise_string_t text) {
    texts_.emplace_back(to_view(text));
    return to_abi(texts_.back());
  }
  ShapeView keep_shape(const int64_t* shape, size_t rank) {
    shapes_.emplace_back(shape, shape + rank);
    return shapes_.back();
  }
  const mortise_tensor_view_t* keep_view(const mortise_tensor_view_t* view) {
    if (view == nullptr) return nullptr;
    views_.push_back(*view);
    views_.back().struct_size = sizeof(mortise_tensor_view_t);
    views_.back().shape = const_cast<int64_t*>(keep_shape(view->shape, view->rank).data());
    if (view->strides != nullptr) {
      views_.back().strides = keep_shape(view->strides, view->rank).data();
    }
    return &views_.back();
  }
  const mortise_type_t* keep_type(const mortise_type_t* type) {
    if (type == nullptr) return nullptr;
    types_.push_back(*type);
    mortise_type_t& copy = types_.back();
    copy.struct_size = sizeof(copy);
    copy.shape =
        type->rank > 0 ? keep_shape(type->shape, static_cast<size_t>(type->rank)).data() : nullptr;
    copy.element = keep_type(type->element);
    return &copy;
  }
  const mortise_graph_value_t* const* keep_values(const mortise_graph_value_t* const* values,
                                                  uint64_t count,
                                                  std::vector<const mortise_graph_value_t*>& list) {
    for (uint64_t i = 0; i < count; ++i) {
      if (values[i] == nullptr) {
        list.push_back(nullptr);
        continue;
      }
      values_.push_back(*values[i]);
      mortise_graph_value_t& copy = values_.back();
      copy.struct_size = sizeof(copy);
      copy.name = keep(copy.name);
      copy.type = keep_type(copy.type);
      copy.constant = keep_view(copy.constant);
      list.push_back(&copy);
    }
    return list.data();
  }
  void keep_attribute(const mortise_attribute_t& attribute) {
    mortise_attribute_t copy = attribute;
    copy.struct_size = sizeof(copy);
    copy.name = keep(attribute.name);
    copy.string_value = keep(attribute.string_value);
    copy.tensor_value = keep_view(attribute.tensor_value);
    if (attribute.kind == MORTISE_ATTRIBUTE_INTS) {
      copy.ints = keep_shape(attribute.ints, attribute.count).data();
    } else if (attribute.kind == MORTISE_ATTRIBUTE_FLOATS) {
      floats_.emplace_back(attribute.floats, attribute.floats + attribute.count);
      copy.floats = floats_.back().data();
    } else if (attribute.kind == MORTISE_ATTRIBUTE_STRINGS) {
      strings_.emplace_back();
      for (uint64_t i = 0; i < attribute.count; ++i) {
        strings_.back().push_back(keep(attribute.strings[i]));
      }
      copy.strings = strings_.back().data();
    }
    attributes_.push_back(copy);
  }

  // Deques: what they hold stays where it is.
  std::deque<std::string> texts_;
  std::deque<Shape> shapes_;
  std::deque<mortise_tensor_view_t> views_;
  std::deque<mortise_type_t> types_;
  std::deque<mortise_graph_value_t> values_;
  std::deque<std::vector<double>> floats_;
  std::deque<std::vector<mortise_string_t>> strings_;
  std::vector<const mortise_graph_value_t*> inputs_, outputs_;
  std::vector<mortise_attribute_t> attributes_;
  mortise_node_t node_;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_NODE_COPY_HPP_
