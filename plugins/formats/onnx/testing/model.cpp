#include "plugins/formats/onnx/testing/model.hpp"

#include "core/graph/tables.hpp"

namespace mortise::onnx::testing {
namespace {

AttributeProto& add_attribute(NodeProto& node, std::string_view name, int32_t type) {
  AttributeProto& attribute = *node.add_attribute();
  attribute.set_name(std::string(name));
  attribute.set_type(type);
  return attribute;
}

template <class Owner>
NodeProto& add_node_to(Owner& owner, std::string_view op, Names inputs, Names outputs) {
  NodeProto& node = *owner.add_node();
  node.set_op_type(std::string(op));
  for (const std::string_view name : inputs) node.add_input(std::string(name));
  for (const std::string_view name : outputs) node.add_output(std::string(name));
  return node;
}

}  // namespace

ModelProto make_model(int64_t opset) {
  ModelProto model;
  model.set_ir_version(8);
  model.add_opset_import()->set_version(opset);
  model.mutable_graph()->set_name("test");
  return model;
}

NodeProto& add_node(GraphProto& graph, std::string_view op, Names inputs, Names outputs) {
  return add_node_to(graph, op, inputs, outputs);
}
NodeProto& add_node(FunctionProto& function, std::string_view op, Names inputs, Names outputs) {
  return add_node_to(function, op, inputs, outputs);
}

void set_int(NodeProto& node, std::string_view name, int64_t value) {
  add_attribute(node, name, 2).set_i(value);
}
void set_float(NodeProto& node, std::string_view name, float value) {
  add_attribute(node, name, 1).set_f(value);
}
void set_string(NodeProto& node, std::string_view name, std::string_view value) {
  add_attribute(node, name, 3).set_s(std::string(value));
}
void set_ints(NodeProto& node, std::string_view name, std::initializer_list<int64_t> values) {
  AttributeProto& attribute = add_attribute(node, name, 7);
  for (const int64_t value : values) attribute.add_ints(value);
}
void set_floats(NodeProto& node, std::string_view name, std::initializer_list<float> values) {
  AttributeProto& attribute = add_attribute(node, name, 6);
  for (const float value : values) attribute.add_floats(value);
}
TensorProto& set_tensor(NodeProto& node, std::string_view name) {
  return *add_attribute(node, name, 4).mutable_t();
}
GraphProto& set_graph(NodeProto& node, std::string_view name) {
  return *add_attribute(node, name, 5).mutable_g();
}
void set_reference(NodeProto& node, std::string_view name, std::string_view source, int32_t type) {
  add_attribute(node, name, type).set_ref_attr_name(std::string(source));
}

TypeProto tensor_type(int32_t dtype, std::initializer_list<int64_t> shape) {
  TypeProto type;
  type.mutable_tensor_type()->set_elem_type(dtype);
  auto& dims = *type.mutable_tensor_type()->mutable_shape();
  for (const int64_t extent : shape) {
    auto& dim = *dims.add_dim();
    if (extent != 0) dim.set_dim_value(extent);
  }
  return type;
}

void add_input(GraphProto& graph, std::string_view name, const TypeProto& type) {
  auto& input = *graph.add_input();
  input.set_name(std::string(name));
  *input.mutable_type() = type;
}
void add_input(GraphProto& graph, std::string_view name, int32_t dtype) {
  add_input(graph, name, tensor_type(dtype, {0, 0}));
}
void add_output(GraphProto& graph, std::string_view name) {
  graph.add_output()->set_name(std::string(name));
}

TensorProto& add_initializer(GraphProto& graph, std::string_view name,
                             std::initializer_list<int64_t> shape,
                             std::initializer_list<float> elements) {
  TensorProto& tensor = *graph.add_initializer();
  tensor.set_name(std::string(name));
  tensor.set_data_type(MORTISE_DTYPE_FLOAT32);
  for (const int64_t extent : shape) tensor.add_dims(extent);
  for (const float element : elements) tensor.add_float_data(element);
  return tensor;
}
void add_ints(GraphProto& graph, std::string_view name, std::initializer_list<int64_t> elements) {
  TensorProto& tensor = *graph.add_initializer();
  tensor.set_name(std::string(name));
  tensor.set_data_type(MORTISE_DTYPE_INT64);
  tensor.add_dims(static_cast<int64_t>(elements.size()));
  for (const int64_t element : elements) tensor.add_int64_data(element);
}

namespace {

mortise_graph_t* make_graph() {
  mortise_graph_t* graph = nullptr;
  sdk::check(graph::edit_table().graph_create(nullptr, &graph));
  return graph;
}

}  // namespace

ReadGraph::ReadGraph() : handle_(make_graph()), builder_(handle_, &graph::edit_table()) {}
ReadGraph::~ReadGraph() { graph::edit_table().graph_release(handle_); }

std::shared_ptr<ReadGraph> read(const ModelProto& model, const std::string& path,
                                const ReadOptions& options) {
  const std::string bytes = model.SerializeAsString();
  auto result = std::make_shared<ReadGraph>();
  read_model(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), path, options,
             result->builder());
  return result;
}

std::shared_ptr<ReadGraph> read_bytes(std::string_view bytes) {
  auto result = std::make_shared<ReadGraph>();
  read_model(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), "model.onnx", {},
             result->builder());
  return result;
}

std::string error_of(const std::function<void()>& body) {
  try {
    body();
  } catch (const sdk::Error& error) {
    return error.text();
  }
  return {};
}

std::string read_error(const ModelProto& model) {
  return error_of([&] { read(model); });
}

std::string describe_node(int64_t opset, std::string_view op, Names inputs, Names outputs,
                          const std::function<void(NodeProto&, GraphProto&)>& prepare) {
  ModelProto model = make_model(opset);
  GraphProto& graph = *model.mutable_graph();
  NodeProto& node = add_node(graph, op, inputs, outputs);
  if (prepare) prepare(node, graph);
  for (const std::string_view name : inputs) {
    bool is_defined = name.empty();
    for (const auto& input : graph.input()) is_defined |= input.name() == name;
    for (const auto& tensor : graph.initializer()) is_defined |= tensor.name() == name;
    if (!is_defined) add_input(graph, name);
  }
  for (const std::string_view name : outputs) {
    if (!name.empty()) add_output(graph, name);
  }
  return describe(read(model)->get());
}

}  // namespace mortise::onnx::testing
