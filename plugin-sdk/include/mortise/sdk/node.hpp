// A node as shape rules, placement and kernels see it.
#ifndef MORTISE_SDK_NODE_HPP_
#define MORTISE_SDK_NODE_HPP_

#include <mortise/abi/graph.h>
#include <mortise/sdk/attributes.hpp>
#include <mortise/sdk/tensor.hpp>

namespace mortise::sdk {

/// Borrowed, read only. Methods throw sdk::Error; the adapters put "Softmax 'name': " before its text.
class Node {
 public:
  explicit Node(const mortise_node_t* node) : node_(node) {}

  const mortise_node_t* abi() const { return node_; }
  std::string_view domain() const { return to_view(node_->domain); }
  std::string_view op() const { return to_view(node_->op); }
  std::string_view name() const { return to_view(node_->name); }
  std::string_view device() const { return to_view(node_->device); }
  uint32_t version() const { return node_->version; }
  uint32_t id() const { return node_->id; }
  /// "Softmax 'name'", for messages.
  std::string label() const {
    return name().empty() ? std::string(op()) : message(op(), " '", name(), "'");
  }

  // Inputs and outputs. Requires of all that take an index: has_input(index).

  size_t input_count() const { return static_cast<size_t>(node_->input_count); }
  size_t output_count() const { return static_cast<size_t>(node_->output_count); }
  bool has_input(size_t index) const {
    return index < node_->input_count && node_->inputs[index] != nullptr;
  }
  bool wants_output(size_t index) const {
    return index < node_->output_count && node_->outputs[index] != nullptr;
  }
  const mortise_graph_value_t& input(size_t index) const { return *node_->inputs[index]; }
  const mortise_graph_value_t& output(size_t index) const { return *node_->outputs[index]; }
  uint32_t input_id(size_t index) const {
    return has_input(index) ? node_->inputs[index]->id : MORTISE_NONE;
  }
  uint32_t output_id(size_t index) const {
    return wants_output(index) ? node_->outputs[index]->id : MORTISE_NONE;
  }
  /// Of all inputs; MORTISE_NONE for those that are absent.
  std::vector<uint32_t> input_ids() const {
    std::vector<uint32_t> ids;
    for (size_t i = 0; i < input_count(); ++i) ids.push_back(input_id(i));
    return ids;
  }

  const mortise_type_t& type(size_t index) const { return *input(index).type; }
  const mortise_type_t& output_type(size_t index) const { return *output(index).type; }
  /// MORTISE_DTYPE_UNDEFINED when not known yet.
  uint32_t dtype(size_t index) const { return type(index).dtype; }
  bool ranked(size_t index) const { return type(index).rank >= 0; }
  int64_t rank(size_t index) const { return type(index).rank; }
  /// Empty when not ranked.
  ShapeView shape(size_t index) const { return view_shape(type(index)); }
  ShapeView output_shape(size_t index) const { return view_shape(output_type(index)); }
  /// Ranked, with every extent known.
  bool shape_known(size_t index) const { return ranked(index) && all_known(shape(index)); }

  /// The content of an input, when it is known at compile time; otherwise null.
  const mortise_tensor_view_t* constant(size_t index) const {
    return has_input(index) ? input(index).constant : nullptr;
  }
  std::optional<std::vector<int64_t>> constant_ints(size_t index) const {
    const mortise_tensor_view_t* view = constant(index);
    if (view == nullptr) return std::nullopt;
    return to_ints(*view);
  }
  std::optional<std::vector<double>> constant_floats(size_t index) const {
    const mortise_tensor_view_t* view = constant(index);
    if (view == nullptr) return std::nullopt;
    return to_doubles(*view);
  }

  /// Throws unless the input's dtype is one of `allowed` or not known yet.
  void check_dtype(size_t index, DtypeSet allowed) const {
    const uint32_t actual = dtype(index);
    if (actual == MORTISE_DTYPE_UNDEFINED || allowed.contains(actual)) return;
    invalid("input ", index, " is ", dtype_name(actual), "; it must be one of ",
            allowed.to_string());
  }
  /// Throws unless both dtypes are equal or one is not known yet.
  void check_same_dtype(size_t left, size_t right) const {
    if (dtype(left) == MORTISE_DTYPE_UNDEFINED || dtype(right) == MORTISE_DTYPE_UNDEFINED) return;
    if (dtype(left) != dtype(right)) {
      invalid("inputs ", left, " and ", right, " have dtypes ", dtype_name(dtype(left)), " and ",
              dtype_name(dtype(right)), "; they must be equal");
    }
  }
  /// Throws unless the input has one element and a dtype of `allowed`, as far as both are known.
  void check_scalar(size_t index, DtypeSet allowed) const {
    check_dtype(index, allowed);
    for (int64_t extent : shape(index)) {
      if (extent < 0 || extent == 1) continue;
      invalid("input ", index, " has shape ", shape(index), "; it must have one element");
    }
  }
  /// Throws unless the input's rank is `rank` or not known.
  void check_rank(size_t index, int64_t wanted) const {
    if (!ranked(index) || rank(index) == wanted) return;
    invalid("input ", index, " has shape ", shape(index), "; its rank must be ", wanted);
  }

  // Attributes: with a default, or required.

  Attributes attributes() const { return {node_->attributes, node_->attribute_count}; }
  bool has_attr(std::string_view name) const { return attributes().has(name); }
  int64_t attr_int(std::string_view name) const { return attributes().get_int(name); }
  int64_t attr_int(std::string_view name, int64_t absent) const {
    return attributes().get_int(name, absent);
  }
  bool attr_bool(std::string_view name, bool absent) const {
    return attributes().get_int(name, absent ? 1 : 0) != 0;
  }
  double attr_float(std::string_view name) const { return attributes().get_float(name); }
  double attr_float(std::string_view name, double absent) const {
    return attributes().get_float(name, absent);
  }
  std::string_view attr_string(std::string_view name, std::string_view absent) const {
    return attributes().get_string(name, absent);
  }
  std::optional<std::vector<int64_t>> attr_ints(std::string_view name) const {
    return attributes().find_ints(name);
  }
  std::vector<int64_t> attr_ints(std::string_view name, std::vector<int64_t> absent) const {
    return attributes().get_ints(name, std::move(absent));
  }
  std::vector<double> attr_floats(std::string_view name, std::vector<double> absent = {}) const {
    return attributes().get_floats(name, std::move(absent));
  }
  /// Null when absent.
  const mortise_tensor_view_t* attr_tensor(std::string_view name) const {
    return attributes().find_tensor(name);
  }

 private:
  static ShapeView view_shape(const mortise_type_t& type) {
    return {type.shape, type.rank > 0 ? static_cast<size_t>(type.rank) : 0};
  }

  const mortise_node_t* node_;
};

namespace detail {
inline void check_type(const mortise_type_t* type) {
  for (; type != nullptr; type = type->element) check_struct(type, "mortise_type_t");
}
inline void check_values(const mortise_graph_value_t* const* values, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) {
    if (values[i] == nullptr) continue;
    check_struct(values[i], "mortise_graph_value_t");
    check_type(values[i]->type);
    if (values[i]->constant != nullptr) {
      check_struct(values[i]->constant, "mortise_tensor_view_t");
    }
  }
}
}  // namespace detail

/// Refuses a node that carries, anywhere, a member that these headers do not know.
inline void check_node(const mortise_node_t* node) {
  check_struct(node, "mortise_node_t");
  detail::check_values(node->inputs, node->input_count);
  detail::check_values(node->outputs, node->output_count);
  Attributes::check_items(node->attributes, node->attribute_count);
}

/// guard() for an entry that works on one node: the node is checked, and errors start with its label, which is taken
/// first because the node dies with the body's first edit of its graph.
template <class Body>
mortise_status_t* guard_node(const mortise_node_t* node, Body&& body) noexcept {
  return guard([&] {
    check_node(node);
    const std::string label = Node(node).label();
    try {
      body(Node(node));
    } catch (const Error& error) {
      throw Error(error.code(), message(label, ": ", error.text()), error.flags());
    }
  });
}

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_NODE_HPP_
