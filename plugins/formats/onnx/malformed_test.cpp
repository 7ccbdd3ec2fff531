// Whatever is wrong in a file is an error that names the place, never a crash.
#include <random>

#include <catch2/catch.hpp>

#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx::testing;

namespace {

/// A model with a bit of everything.
ModelProto sample_model() {
  ModelProto model = make_model(11);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x", tensor_type(MORTISE_DTYPE_FLOAT32, {1, 0, 3}));
  add_initializer(graph, "w", {2, 2}, {1, 2, 3, 4});
  add_ints(graph, "shape", {0, -1});
  set_int(add_node(graph, "Softmax", {"x"}, {"s"}), "axis", 2);
  add_node(graph, "Reshape", {"s", "shape"}, {"r"});
  GraphProto& body = set_graph(add_node(graph, "If", {"r"}, {"i"}), "then_branch");
  add_node(body, "Add", {"r", "w"}, {"a"});
  add_output(body, "a");
  NodeProto& call = add_node(graph, "F", {"i"}, {"y"});
  call.set_domain("local");
  set_float(call, "low", 0.5f);
  FunctionProto& function = *model.add_functions();
  function.set_domain("local");
  function.set_name("F");
  function.add_input("in");
  function.add_output("out");
  NodeProto& elu = add_node(function, "Elu", {"in"}, {"out"});
  set_reference(elu, "alpha", "low", 1);
  add_output(graph, "y");
  return model;
}

}  // namespace

TEST_CASE("a file that is cut short is an error with the byte") {
  const std::string bytes = sample_model().SerializeAsString();
  REQUIRE(read_bytes(bytes) != nullptr);
  for (size_t size = 0; size < bytes.size(); ++size) {
    const std::string error = error_of([&] { read_bytes({bytes.data(), size}); });
    // Cut between two fields, a message is whole; it only lacks what comes later.
    const bool has_place = error.find("byte ") != std::string::npos;
    const bool lacks_a_part = error.find("missing") != std::string::npos ||
                              error.find("names no version") != std::string::npos;
    INFO("cut at " << size << ": " << error);
    CHECK((has_place || lacks_a_part || error.empty()));
  }
  CHECK(error_of([&] {
          read_bytes({bytes.data(), 40});
        }).find("field 7 (graph) takes") != std::string::npos);
}

TEST_CASE("a list of numbers that is cut short is an error with the byte") {
  // Field 4 (float_data) of an initializer holds 3 bytes, which are no float.
  const std::string tensor("\x22\x03\x01\x02\x03", 5);
  const std::string graph = "\x2a\x05" + tensor;
  CHECK(error_of([&] { read_bytes("\x08\x08\x3a\x07" + graph); }) ==
        "not a valid ONNX file: byte 4: field 5 (initializer) has a malformed list of numbers or "
        "message in it");
}

TEST_CASE("a name that is given twice is an error in the file") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  add_input(*model.mutable_graph(), "x");
  try {
    read(model);
    FAIL("it was read");
  } catch (const mortise::sdk::Error& error) {
    CHECK(error.code() == MORTISE_STATUS_INVALID_ARGUMENT);
    CHECK(error.text().find("input 1 (`x`): input 'x' exists already") != std::string::npos);
  }
}

TEST_CASE("a file with a changed byte is read or refused") {
  const std::string original = sample_model().SerializeAsString();
  std::mt19937 random(7);
  size_t refused = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string bytes = original;
    bytes[random() % bytes.size()] = static_cast<char>(random());
    if (!error_of([&] { read_bytes(bytes); }).empty()) ++refused;
  }
  CHECK(refused > 1000);
}

TEST_CASE("what is no model is refused") {
  CHECK(error_of([] { read_bytes(""); }) == "not an ONNX model: field 1 (ir_version) is missing");
  CHECK(error_of([] { read_bytes("not a protobuf file"); }).find("not a valid ONNX file: byte ") ==
        0);
  ModelProto model;
  model.set_ir_version(8);
  CHECK(read_error(model) == "not an ONNX model: field 7 (graph) is missing");
  model = make_model(17);
  model.set_ir_version(99);
  CHECK(read_error(model) == "the file has IR version 99; the newest known is 13");
}

TEST_CASE("operator sets are checked") {
  CHECK(read_error(make_model(28)) ==
        "the model uses opset 28 of the standard operators; the newest known is 27: export it for "
        "that one or an older one");
  CHECK(read_error(make_model(0)) == "opset_import: domain `` has version 0");
  ModelProto model = make_model(17);
  model.add_opset_import()->set_version(18);
  CHECK(read_error(model) == "opset_import: domain `` is imported in versions 17 and 18");
  model = make_model(17);
  model.clear_opset_import();
  add_node(*model.mutable_graph(), "Relu", {}, {"y"});
  CHECK(read_error(model) ==
        "node 0 (Relu): opset_import names no version of the standard operators");
}

TEST_CASE("names that nothing defines, and names defined twice, are errors with the node") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  add_node(graph, "Add", {"x", "nowhere"}, {"y"}).set_name("sum");
  CHECK(read_error(model) ==
        "node 0 (Add `sum`): input 1: `nowhere` is neither an input, an initializer nor a node's "
        "output");
  graph.mutable_node(0)->set_input(1, "x");
  graph.mutable_node(0)->set_output(0, "x");
  CHECK(read_error(model).find("the nodes form a cycle") == 0);
  graph.mutable_node(0)->set_output(0, "y");
  add_initializer(graph, "y", {}, {1});
  CHECK(read_error(model) == "node 0 (Add `sum`): `y` is defined twice; a name has one source");
  graph.mutable_initializer()->Clear();
  add_input(graph, "x");
  CHECK(read_error(model).find("`x`") != std::string::npos);
  graph.mutable_input()->RemoveLast();
  add_output(graph, "z");
  CHECK(read_error(model) ==
        "output 0 (`z`): `z` is neither an input, an initializer nor a node's output");
}

TEST_CASE("names that are not UTF-8 are errors") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x\xff");
  CHECK(read_error(model) == "input 0 (`x?`): name `x?` is not UTF-8 at byte 1");
  model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  add_node(*model.mutable_graph(), "Relu\x80", {"x"}, {"y"});
  CHECK(read_error(model).find("op_type `Relu?` is not UTF-8 at byte 4") != std::string::npos);
}

TEST_CASE("types that no value here has are errors with the input") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  graph.add_input()->set_name("x");
  CHECK(read_error(model) == "input 0 (`x`): the type is missing");
  auto& map = *graph.mutable_input(0)->mutable_type()->mutable_map_type();
  CHECK(read_error(model) ==
        "input 0 (`x`): the map's key_type is 0; keys are integers or strings");
  map.set_key_type(MORTISE_DTYPE_FLOAT32);
  CHECK(read_error(model).find("key_type is 1; keys are") != std::string::npos);
  map.set_key_type(-1);
  CHECK(read_error(model).find("key_type is -1; keys are") != std::string::npos);
  map.set_key_type(MORTISE_DTYPE_STRING);
  CHECK(read_error(model) ==
        "input 0 (`x`): the map's value_type is no tensor whose elem_type is known");
  *map.mutable_value_type() = tensor_type(99, {});
  CHECK(read_error(model).find("value_type is no tensor") != std::string::npos);
  *map.mutable_value_type() = tensor_type(MORTISE_DTYPE_FLOAT32, {2, 3});
  CHECK(read_error(model) ==
        "input 0 (`x`): the map's values have 2 dimensions; only scalars are supported");
  *graph.mutable_input(0)->mutable_type() = tensor_type(99, {});
  CHECK(read_error(model) == "input 0 (`x`): elem_type is 99; known are 1 to 26");
}

TEST_CASE("an attribute given twice, and one of an unknown kind, are errors") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  NodeProto& node = add_node(*model.mutable_graph(), "Elu", {"x"}, {"y"});
  set_float(node, "alpha", 1);
  set_float(node, "alpha", 2);
  CHECK(read_error(model) == "node 0 (Elu): attribute `alpha`: it is given twice");
  node.mutable_attribute()->RemoveLast();
  node.mutable_attribute(0)->set_type(10);
  CHECK(read_error(model) ==
        "node 0 (Elu): attribute `alpha`: attributes of type 10 are not supported");
}

TEST_CASE("an attribute that lacks the value of its kind is an error") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  NodeProto& node = add_node(*model.mutable_graph(), "Elu", {"x"}, {"y"});
  set_float(node, "alpha", 1);
  node.mutable_attribute(0)->set_type(5);
  CHECK(read_error(model) == "node 0 (Elu): attribute `alpha`: it has no graph");
  node.mutable_attribute(0)->set_type(4);
  CHECK(read_error(model) == "node 0 (Elu): attribute `alpha`: it has no tensor");
}

TEST_CASE("subgraphs that nest too deeply are refused") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  GraphProto* graph = model.mutable_graph();
  for (int depth = 0; depth < 60; ++depth) {
    graph = &set_graph(add_node(*graph, "If", {"x"}, {"y"}), "then_branch");
  }
  CHECK(read_error(model).find("is nested too deeply") != std::string::npos);
}

TEST_CASE("the bytes of a malformed tensor are counted in the error") {
  ModelProto model = make_model(17);
  add_initializer(*model.mutable_graph(), "w", {3}, {1, 2});
  CHECK(read_error(model) ==
        "initializer 0 (`w`): float_data has 2 elements where float32[3] needs 3");
}
