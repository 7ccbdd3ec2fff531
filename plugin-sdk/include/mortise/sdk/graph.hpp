// Graphs: Builder adds to one (gradients, decompositions, formats, passes), GraphReader looks at one.
//
//   Builder b(graph, edit);
//   Value y = b.node("Mul", {x, b.scalar(MORTISE_DTYPE_FLOAT32, 0.5)});
//   Value s = b.node("Softmax", {y}, {{"axis", int64_t{-1}}});
//
// What GraphReader returns is borrowed until the next edit. One thread at a time per graph.
#ifndef MORTISE_SDK_GRAPH_HPP_
#define MORTISE_SDK_GRAPH_HPP_

#include <mortise/sdk/node.hpp>

namespace mortise::sdk {

/// A value id; MORTISE_NONE for an absent one.
using Value = uint32_t;

/// An attribute to give to a node.
class Attr {
  struct Kind {
    uint32_t value;
  };

 public:
  Attr(std::string_view name, int64_t value) : Attr(name, Kind{MORTISE_ATTRIBUTE_INT}) {
    abi_.int_value = value;
  }
  Attr(std::string_view name, int value) : Attr(name, static_cast<int64_t>(value)) {}
  Attr(std::string_view name, bool value) : Attr(name, static_cast<int64_t>(value ? 1 : 0)) {}
  Attr(std::string_view name, uint32_t dtype) : Attr(name, static_cast<int64_t>(dtype)) {}
  Attr(std::string_view name, double value) : Attr(name, Kind{MORTISE_ATTRIBUTE_FLOAT}) {
    abi_.float_value = value;
  }
  Attr(std::string_view name, std::string_view value) : Attr(name, Kind{MORTISE_ATTRIBUTE_STRING}) {
    text_ = value;
  }
  Attr(std::string_view name, const char* value) : Attr(name, std::string_view(value)) {}
  Attr(std::string_view name, std::vector<int64_t> values)
      : Attr(name, Kind{MORTISE_ATTRIBUTE_INTS}) {
    ints_ = std::move(values);
  }
  Attr(std::string_view name, std::vector<double> values)
      : Attr(name, Kind{MORTISE_ATTRIBUTE_FLOATS}) {
    floats_ = std::move(values);
  }
  Attr(std::string_view name, std::vector<std::string> values)
      : Attr(name, Kind{MORTISE_ATTRIBUTE_STRINGS}) {
    strings_ = std::move(values);
  }
  /// The view is borrowed until the node is added.
  Attr(std::string_view name, const mortise_tensor_view_t* tensor)
      : Attr(name, Kind{MORTISE_ATTRIBUTE_TENSOR}) {
    abi_.tensor_value = tensor;
  }
  Attr(std::string_view name, mortise_graph_t* graph) : Attr(name, Kind{MORTISE_ATTRIBUTE_GRAPH}) {
    abi_.graph_value = graph;
  }
  /// A copy of another node's attribute; what it points to is borrowed.
  explicit Attr(const mortise_attribute_t& attribute) : abi_(attribute), borrowed_(true) {
    abi_.struct_size = sizeof(abi_);
  }

  /// Borrows from this object.
  mortise_attribute_t abi() const {
    mortise_attribute_t result = abi_;
    if (borrowed_) return result;
    result.name = to_abi(name_);
    result.string_value = to_abi(text_);
    result.ints = ints_.data();
    result.floats = floats_.data();
    strings_abi_.clear();
    for (const std::string& text : strings_) strings_abi_.push_back(to_abi(text));
    result.strings = strings_abi_.data();
    result.count = ints_.size() + floats_.size() + strings_.size();  // at most one of them is set
    return result;
  }

 private:
  Attr(std::string_view name, Kind kind) : name_(name) {
    abi_.struct_size = sizeof(abi_);
    abi_.kind = kind.value;
  }

  std::string name_, text_;
  std::vector<int64_t> ints_;
  std::vector<double> floats_;
  std::vector<std::string> strings_;
  mutable std::vector<mortise_string_t> strings_abi_;
  mortise_attribute_t abi_{};
  bool borrowed_ = false;
};

using Attrs = std::vector<Attr>;

/// Those of a node, for another that takes its place; what they point to is borrowed.
inline Attrs attributes_of(const Node& node) {
  Attrs attributes;
  for (const mortise_attribute_t& attribute : node.attributes()) attributes.emplace_back(attribute);
  return attributes;
}

/// A tensor's type in the ABI's form. `shape` is borrowed.
inline mortise_type_t tensor_type(uint32_t dtype, ShapeView shape) {
  mortise_type_t type{};
  type.struct_size = sizeof(type);
  type.kind = MORTISE_VALUE_TENSOR;
  type.dtype = dtype;
  type.rank = static_cast<int32_t>(shape.size());
  type.shape = shape.data();
  return type;
}
inline mortise_type_t unranked_type(uint32_t dtype) {
  mortise_type_t type = tensor_type(dtype, {});
  type.rank = MORTISE_RANK_UNKNOWN;
  return type;
}

/// A sequence or an optional of `element`, which is borrowed; null: of what, is not known.
inline mortise_type_t pack_type(uint32_t kind, const mortise_type_t* element) {
  mortise_type_t type = unranked_type(MORTISE_DTYPE_UNDEFINED);
  type.kind = kind;
  type.element = element;
  return type;
}

class Builder {
 public:
  Builder(mortise_graph_t* graph, const mortise_graph_edit_t* edit) : graph_(graph), edit_(edit) {
    check_size(edit, "mortise_graph_edit_t");
  }
  mortise_graph_t* graph() const { return graph_; }
  const mortise_graph_edit_t* edit() const { return edit_; }

  /// New nodes get the device and a name that starts as given; used by decompositions to inherit both.
  void inherit(std::string_view device, std::string_view name_prefix) {
    device_ = device;
    prefix_ = name_prefix;
  }

  std::vector<Value> nodes(std::string_view op, const std::vector<Value>& inputs,
                           size_t output_count, const Attrs& attrs = {},
                           std::string_view domain = "", uint32_t version = 0,
                           std::string_view name = {},
                           const std::vector<std::string>& output_names = {}) {
    std::vector<mortise_attribute_t> attributes;
    for (const Attr& attr : attrs) attributes.push_back(attr.abi());
    std::vector<mortise_string_t> names;
    if (!output_names.empty()) {
      for (size_t i = 0; i < output_count; ++i) {
        names.push_back(i < output_names.size() ? to_abi(output_names[i]) : mortise_string_t{});
      }
    }
    const std::string node_name =
        name.empty() && !prefix_.empty() ? message(prefix_, "/", op) : std::string(name);
    mortise_node_spec_t spec{};
    spec.struct_size = sizeof(spec);
    spec.domain = to_abi(domain);
    spec.op = to_abi(op);
    spec.version = version;
    spec.name = to_abi(node_name);
    spec.device = to_abi(device_);
    spec.input_count = inputs.size();
    spec.inputs = inputs.data();
    spec.output_count = output_count;
    spec.output_names = names.empty() ? nullptr : names.data();
    spec.attribute_count = attributes.size();
    spec.attributes = attributes.data();
    std::vector<Value> outputs(output_count, MORTISE_NONE);
    check(edit_->node_add(graph_, &spec, outputs.data()));
    return outputs;
  }
  /// A node of the standard domain with one output.
  Value node(std::string_view op, const std::vector<Value>& inputs, const Attrs& attrs = {}) {
    return nodes(op, inputs, 1, attrs)[0];
  }
  /// A node of Mortise's own domain with one output.
  Value mortise_node(std::string_view op, const std::vector<Value>& inputs,
                     const Attrs& attrs = {}) {
    return nodes(op, inputs, 1, attrs, "mortise")[0];
  }
  void remove(uint32_t node) { check(edit_->node_remove(graph_, node)); }

  /// Copies the tensor.
  Value constant(const mortise_tensor_view_t& tensor, std::string_view name = {}) {
    return lent_constant(tensor, nullptr, nullptr, name);
  }
  /// Lends the memory; `release(context)` gives it back.
  Value lent_constant(const mortise_tensor_view_t& tensor, mortise_constant_release_t release,
                      void* context, std::string_view name = {}) {
    Value value = MORTISE_NONE;
    check(edit_->constant_add(graph_, to_abi(name), &tensor, release, context, &value));
    return value;
  }
  /// A one-dimensional int64 tensor, as axes and shapes are.
  Value ints(const std::vector<int64_t>& values) {
    const int64_t count = static_cast<int64_t>(values.size());
    return constant(host_view(MORTISE_DTYPE_INT64, ShapeView(&count, 1), values.data()));
  }
  /// A tensor of rank 0, rounded to `dtype`.
  Value scalar(uint32_t dtype, double number) {
    return visit_dtype(PlainTypes{}, dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      const T element(static_cast<Compute<T>>(number));
      return constant(host_view(dtype, {}, &element));
    });
  }

  int64_t symbol(std::string_view name) {
    uint32_t symbol = 0;
    check(edit_->symbol_get(graph_, to_abi(name), &symbol));
    return MORTISE_DIM_SYMBOL(symbol);
  }
  Value input(std::string_view name, const mortise_type_t& type) {
    Value value = MORTISE_NONE;
    check(edit_->input_add(graph_, to_abi(name), &type, &value));
    return value;
  }
  void output(std::string_view name, Value value) {
    check(edit_->output_add(graph_, to_abi(name), value));
  }
  /// Declares a state; zeros at first when `initial` is null.
  Value state(std::string_view name, const mortise_type_t& type,
              const mortise_tensor_view_t* initial = nullptr, uint32_t flags = 0) {
    Value value = MORTISE_NONE;
    check(edit_->state_add(graph_, to_abi(name), &type, initial, flags, &value));
    return value;
  }
  void state_next(std::string_view name, Value value) {
    check(edit_->state_set_next(graph_, to_abi(name), value));
  }
  /// Every reader of `from` reads `to` afterwards.
  void replace(Value from, Value to) { check(edit_->value_replace(graph_, from, to)); }
  void set_type(Value value, const mortise_type_t& type) {
    check(edit_->value_set_type(graph_, value, &type));
  }
  void set_name(Value value, std::string_view name) {
    check(edit_->value_set_name(graph_, value, to_abi(name)));
  }
  void metadata(std::string_view key, std::string_view value) {
    check(edit_->metadata_set(graph_, to_abi(key), to_abi(value)));
  }
  /// A sequence or an optional of values, as `type` says.
  Value pack(const mortise_type_t& type, const std::vector<Value>& items,
             std::string_view name = {}) {
    Value value = MORTISE_NONE;
    check(edit_->pack_add(graph_, to_abi(name), &type, items.size(), items.data(), &value));
    return value;
  }
  /// Copies of the body's nodes, which read `inputs`; what its `output_count` outputs have become. Throws when it has another
  /// number of either.
  /// `prefix` goes before the nodes' names, behind what they inherit.
  std::vector<Value> inlined(const mortise_graph_t* body, const std::vector<Value>& inputs,
                             size_t output_count, std::string_view prefix = {}) {
    const std::string full = prefix_.empty() ? std::string(prefix) : message(prefix_, "/", prefix);
    std::vector<Value> outputs(output_count, MORTISE_NONE);
    check(edit_->graph_inline(graph_, body, to_abi(full), inputs.size(), inputs.data(),
                              outputs.size(), outputs.data()));
    return outputs;
  }

 private:
  mortise_graph_t* graph_;
  const mortise_graph_edit_t* edit_;
  std::string device_, prefix_;
};

/// A new graph for an attribute (the body of a loop); released with this object, after the node that took it.
class Subgraph {
 public:
  explicit Subgraph(const Builder& parent) : edit_(parent.edit()) {
    check(edit_->graph_create(parent.graph(), &graph_));
  }
  Subgraph(Subgraph&& other) noexcept
      : edit_(other.edit_), graph_(std::exchange(other.graph_, nullptr)) {}
  Subgraph& operator=(Subgraph&&) = delete;
  ~Subgraph() {
    if (graph_ != nullptr) edit_->graph_release(graph_);
  }
  mortise_graph_t* get() const { return graph_; }
  Builder builder() const { return Builder(graph_, edit_); }

 private:
  const mortise_graph_edit_t* edit_;
  mortise_graph_t* graph_ = nullptr;
};

class GraphReader {
 public:
  GraphReader(const mortise_graph_t* graph, const mortise_graph_view_t* view)
      : graph_(graph), view_(view) {
    check_size(view, "mortise_graph_view_t");
  }
  const mortise_graph_t* graph() const { return graph_; }

  /// Node ids in topological order: a copy, so that it may be walked while the graph is edited.
  std::vector<uint32_t> nodes() const {
    std::vector<uint32_t> ids(view_->node_count(graph_));
    for (size_t i = 0; i < ids.size(); ++i) ids[i] = view_->node_at(graph_, i);
    return ids;
  }
  /// False for a node that an edit has removed.
  bool has_node(uint32_t id) const { return view_->node_get(graph_, id) != nullptr; }
  Node node(uint32_t id) const {
    const mortise_node_t* node = view_->node_get(graph_, id);
    if (node == nullptr) invalid("the graph has no node ", id);
    return Node(node);
  }
  uint64_t value_limit() const { return view_->value_limit(graph_); }
  /// Null when there is no such value.
  const mortise_graph_value_t* value(Value id) const { return view_->value_get(graph_, id); }

  uint64_t input_count() const { return view_->input_count(graph_); }
  Value input(uint64_t index) const { return view_->input_at(graph_, index); }
  uint64_t output_count() const { return view_->output_count(graph_); }
  Value output(uint64_t index) const { return view_->output_at(graph_, index); }
  std::string_view output_name(uint64_t index) const {
    return to_view(view_->output_name(graph_, index));
  }
  uint64_t state_count() const { return view_->state_count(graph_); }
  const mortise_graph_state_t* state(uint64_t index) const {
    return view_->state_at(graph_, index);
  }
  uint64_t symbol_count() const { return view_->symbol_count(graph_); }
  std::string_view symbol_name(uint64_t symbol) const {
    return to_view(view_->symbol_name(graph_, symbol));
  }
  std::string_view metadata(std::string_view key) const {
    return to_view(view_->metadata_get(graph_, to_abi(key)));
  }
  /// What a sequence or an optional is made of; nothing when that is not known.
  std::optional<std::vector<Value>> items(Value pack) const {
    uint64_t count = 0;
    const uint32_t* items = nullptr;
    if (view_->pack_get(graph_, pack, &count, &items) == 0) return std::nullopt;
    return std::vector<Value>(items, items + count);
  }

 private:
  const mortise_graph_t* graph_;
  const mortise_graph_view_t* view_;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_GRAPH_HPP_
