#include "plugins/formats/onnx/model_reader.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include <catch2/catch.hpp>

#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx::testing;
using mortise::graph::Graph;

namespace {

void add_dim(TypeProto& type, std::string_view param) {
  type.mutable_tensor_type()->mutable_shape()->add_dim()->set_dim_param(std::string(param));
}

const mortise::graph::Type& input_type(const Graph& graph, size_t index) {
  return graph.value(graph.inputs().at(index))->type;
}

}  // namespace

TEST_CASE("inputs get their dtypes, extents and symbols") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  TypeProto first = tensor_type(MORTISE_DTYPE_UINT8, {3, 0});
  add_dim(first, "width");
  TypeProto second = tensor_type(MORTISE_DTYPE_FLOAT32, {});
  for (const char* name : {"?", "", "-1", "None", "batch", "width"}) add_dim(second, name);
  TypeProto unranked;
  unranked.mutable_tensor_type()->set_elem_type(MORTISE_DTYPE_INT64);
  add_input(graph, "a", first);
  add_input(graph, "b", second);
  add_input(graph, "c", unranked);
  const auto read_graph = read(model);
  CHECK(read_graph->get().symbols() == std::vector<std::string>{"width", "batch"});
  const int64_t width = MORTISE_DIM_SYMBOL(0);
  CHECK(input_type(read_graph->get(), 0).dtype == MORTISE_DTYPE_UINT8);
  CHECK(input_type(read_graph->get(), 0).shape == std::vector<int64_t>{3, -1, width});
  CHECK(input_type(read_graph->get(), 1).shape ==
        std::vector<int64_t>{-1, -1, -1, -1, MORTISE_DIM_SYMBOL(1), width});
  CHECK_FALSE(input_type(read_graph->get(), 2).ranked);
}

TEST_CASE("sequences and optionals keep their element types") {
  ModelProto model = make_model(17);
  TypeProto type;
  *type.mutable_optional_type()->mutable_elem_type()->mutable_sequence_type()->mutable_elem_type() =
      tensor_type(MORTISE_DTYPE_FLOAT32, {2});
  add_input(*model.mutable_graph(), "x", type);
  const auto read_graph = read(model);
  const auto& optional = input_type(read_graph->get(), 0);
  CHECK(optional.kind == MORTISE_VALUE_OPTIONAL);
  CHECK(optional.element->kind == MORTISE_VALUE_SEQUENCE);
  CHECK(optional.element->element->shape == std::vector<int64_t>{2});
}

TEST_CASE("a map is a sequence of keys and values, whose types it does not say") {
  ModelProto model = make_model(17);
  TypeProto type;
  auto& map = *type.mutable_sequence_type()->mutable_elem_type()->mutable_map_type();
  map.set_key_type(MORTISE_DTYPE_STRING);
  *map.mutable_value_type() = tensor_type(MORTISE_DTYPE_FLOAT32, {});
  add_input(*model.mutable_graph(), "x", type);
  const auto read_graph = read(model);
  const auto& maps = input_type(read_graph->get(), 0);
  REQUIRE(maps.element->kind == MORTISE_VALUE_SEQUENCE);
  const auto& entries = *maps.element->element;
  CHECK(entries.kind == MORTISE_VALUE_TENSOR);
  CHECK(entries.dtype == MORTISE_DTYPE_UNDEFINED);
  CHECK(entries.shape == std::vector<int64_t>{-1});
}

TEST_CASE("an input that is an initializer becomes a constant") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  add_input(graph, "w");
  add_initializer(graph, "w", {2}, {3, 4});
  add_node(graph, "Add", {"x", "w"}, {"y"});
  const auto read_graph = read(model);
  CHECK(read_graph->get().inputs().size() == 1);
  CHECK(describe(read_graph->get()) == "y = Add(x, [3, 4])\n");
}

TEST_CASE("Constant nodes become constants, whatever form their value has") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  set_int(add_node(graph, "Constant", {}, {"a"}), "value_int", 3);
  set_float(add_node(graph, "Constant", {}, {"b"}), "value_float", 1.5f);
  set_ints(add_node(graph, "Constant", {}, {"c"}), "value_ints", {1, 2});
  set_floats(add_node(graph, "Constant", {}, {"d"}), "value_floats", {0.5f});
  set_string(add_node(graph, "Constant", {}, {"e"}), "value_string", "text");
  TensorProto& tensor = set_tensor(add_node(graph, "Constant", {}, {"f"}), "value");
  tensor.set_data_type(MORTISE_DTYPE_BOOL);
  tensor.add_int32_data(1);
  add_node(graph, "Wobble", {"a", "b", "c", "d", "e", "f"}, {"y"});
  CHECK(describe(read(model)->get()) == "y = Wobble(3, 1.5, [1, 2], [0.5], text:string, 1:bool)\n");
}

TEST_CASE("a Constant without exactly one value is an error") {
  ModelProto model = make_model(17);
  add_node(*model.mutable_graph(), "Constant", {}, {"a"});
  CHECK(read_error(model) ==
        "node 0 (Constant): a constant has one output and one value; this has 1 and 0");
}

TEST_CASE("attributes of all kinds are read") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  NodeProto& node = add_node(graph, "Wobble", {"x"}, {"y"});
  node.set_domain("com.example");
  model.add_opset_import()->set_domain("com.example");
  model.mutable_opset_import(1)->set_version(3);
  set_int(node, "i", -1);
  set_float(node, "f", 0.5f);
  set_string(node, "s", "text");
  set_ints(node, "is", {1, 2});
  set_floats(node, "fs", {1.5f});
  TensorProto& tensor = set_tensor(node, "t");
  tensor.set_data_type(MORTISE_DTYPE_INT8);
  tensor.add_dims(1);
  tensor.add_int32_data(7);
  AttributeProto& untyped = *node.add_attribute();
  untyped.set_name("ss");
  untyped.add_strings("a");
  untyped.add_strings("b");
  CHECK(describe(read(model)->get()) ==
        "y = com.example::Wobble(x) f=0.5 fs=[1.5] i=-1 is=[1, 2] s=text ss=[a, b] t=[7]:int8\n");
  CHECK(read(model)->get().node(read(model)->get().order()[0])->version == 3);
}

TEST_CASE("the domain ai.onnx is the standard one") {
  ModelProto model = make_model(17);
  model.mutable_opset_import(0)->set_domain("ai.onnx");
  add_input(*model.mutable_graph(), "x");
  add_node(*model.mutable_graph(), "Relu", {"x"}, {"y"}).set_domain("ai.onnx");
  CHECK(describe(read(model)->get()) == "y = Relu(x)\n");
}

TEST_CASE("metadata keeps what the file says about itself") {
  ModelProto model = make_model(17);
  model.set_producer_name("exporter");
  model.set_model_version(4);
  auto& entry = *model.add_metadata_props();
  entry.set_key("character");
  entry.set_value("a\nb\n文");
  const auto read_graph = read(model);
  const auto& metadata = read_graph->get().metadata();
  CHECK(metadata.at("character") == "a\nb\n文");
  CHECK(metadata.at("onnx.producer_name") == "exporter");
  CHECK(metadata.at("onnx.model_version") == "4");
  CHECK(metadata.at("onnx.opset_import") == "17");
  CHECK(metadata.at("onnx.graph_name") == "test");
  CHECK(metadata.count("onnx.domain") == 0);
}

TEST_CASE("a graph's outputs can be its inputs and constants") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  add_initializer(graph, "w", {}, {1});
  add_output(graph, "x");
  add_output(graph, "w");
  CHECK(read(model)->get().outputs().size() == 2);
}

TEST_CASE("a graph whose nodes are out of order is read") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  add_node(graph, "Abs", {"r"}, {"y"});
  add_node(graph, "Relu", {"x"}, {"r"});
  CHECK(describe(read(model)->get()) == "r = Relu(x)\ny = Abs(r)\n");
}

TEST_CASE("a file older than opset imports uses the first operators") {
  ModelProto model = make_model(1);
  model.clear_opset_import();
  model.set_ir_version(2);
  add_input(*model.mutable_graph(), "x");
  NodeProto& node = add_node(*model.mutable_graph(), "Reshape", {"x"}, {"y"});
  set_ints(node, "shape", {-1});
  CHECK(describe(read(model)->get()) == "y = Reshape(x, [-1])\n");
}

TEST_CASE("the error of a file starts with its path") {
  ReadGraph graph;
  const std::string error =
      error_of([&] { mortise::onnx::read_model_file("/absent/model.onnx", {}, graph.builder()); });
  CHECK(error == "/absent/model.onnx: cannot open the file: No such file or directory");
}

TEST_CASE("a file that is read in several pieces gives all of its weights") {
  constexpr int64_t kCount = int64_t{5} << 20;
  ModelProto model = make_model(17);
  TensorProto& weights = *model.mutable_graph()->add_initializer();
  weights.set_name("weights");
  weights.set_data_type(MORTISE_DTYPE_UINT16);
  weights.add_dims(kCount);
  std::string bytes(2 * kCount, '\0');
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7 + (i >> 20));
  weights.set_raw_data(bytes);
  add_output(*model.mutable_graph(), "weights");
  std::string path = (std::filesystem::temp_directory_path() / "mortise_onnx_XXXXXX").string();
  const int descriptor = ::mkstemp(path.data());
  REQUIRE(descriptor >= 0);
  REQUIRE(model.SerializeToFileDescriptor(descriptor));
  ::close(descriptor);

  ReadGraph graph;
  mortise::onnx::read_model_file(path, {}, graph.builder());
  std::filesystem::remove(path);
  const mortise::graph::Value& value = *graph.get().value(graph.get().outputs()[0].value);
  const mortise_tensor_view_t& view = value.constant->view();
  REQUIRE(view.byte_size == bytes.size());
  CHECK(std::memcmp(view.data, bytes.data(), bytes.size()) == 0);
}
