// Functions that a model defines are replaced by their nodes.
#include <catch2/catch.hpp>

#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx::testing;

namespace {

FunctionProto& add_function(ModelProto& model, std::string_view name, Names inputs, Names outputs) {
  FunctionProto& function = *model.add_functions();
  function.set_domain("local");
  function.set_name(std::string(name));
  for (const std::string_view input : inputs) function.add_input(std::string(input));
  for (const std::string_view output : outputs) function.add_output(std::string(output));
  return function;
}

NodeProto& call(GraphProto& graph, std::string_view name, Names inputs, Names outputs) {
  NodeProto& node = add_node(graph, name, inputs, outputs);
  node.set_domain("local");
  return node;
}

}  // namespace

TEST_CASE("a call becomes the function's nodes") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  call(graph, "Twice", {"x"}, {"a"}).set_name("first");
  call(graph, "Twice", {"a"}, {"y"});
  add_output(graph, "y");
  FunctionProto& twice = add_function(model, "Twice", {"in"}, {"out"});
  add_node(twice, "Relu", {"in"}, {"mid"});
  add_node(twice, "Relu", {"mid"}, {"out"});
  CHECK(describe(read(model)->get()) ==
        "first/mid = Relu(x)\n"
        "a = Relu(first/mid)\n"
        "Twice/mid = Relu(a)\n"
        "y = Relu(Twice/mid)\n");
}

TEST_CASE("a function's attributes come from the call, or from their defaults") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  set_float(call(graph, "Leak", {"x"}, {"a"}), "slope", 0.5f);
  call(graph, "Leak", {"a"}, {"b"});
  FunctionProto& leak = add_function(model, "Leak", {"in"}, {"out"});
  auto& slope = *leak.add_attribute_proto();
  slope.set_name("slope");
  slope.set_type(1);
  slope.set_f(0.25f);
  leak.add_attribute("absent");
  NodeProto& node = add_node(leak, "LeakyRelu", {"in"}, {"out"});
  set_reference(node, "alpha", "slope", 1);
  set_reference(node, "beta", "absent", 1);
  CHECK(describe(read(model)->get()) ==
        "a = LeakyRelu(x) alpha=0.5\nb = LeakyRelu(a) alpha=0.25\n");
}

TEST_CASE("a function's constants are decoded once and shared by its calls") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  call(graph, "AddTwo", {"x"}, {"a"});
  call(graph, "AddTwo", {"a"}, {"b"});
  FunctionProto& add_two = add_function(model, "AddTwo", {"in"}, {"out"});
  TensorProto& two = set_tensor(add_node(add_two, "Constant", {}, {"two"}), "value");
  two.set_data_type(MORTISE_DTYPE_FLOAT32);
  two.add_float_data(2);
  add_node(add_two, "Add", {"in", "two"}, {"out"});
  CHECK(describe(read(model)->get()) == "a = Add(x, 2)\nb = Add(a, 2)\n");
}

TEST_CASE("a function has opsets of its own") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  call(graph, "Old", {"x"}, {"y"});
  FunctionProto& old = add_function(model, "Old", {"in"}, {"out"});
  old.add_opset_import()->set_version(11);
  set_ints(add_node(old, "Squeeze", {"in"}, {"out"}), "axes", {0});
  CHECK(describe(read(model)->get()) == "y = Squeeze(x, [0])\n");
}

TEST_CASE("an input that a call leaves out is absent in the function") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  call(graph, "Bound", {"x", "", "x"}, {"a"});
  call(graph, "Bound", {"x"}, {"b"});
  FunctionProto& bound = add_function(model, "Bound", {"in", "low", "high"}, {"out"});
  add_node(bound, "Clip", {"in", "low", "high"}, {"out"});
  CHECK(describe(read(model)->get()) == "a = Clip(x, _, x)\nb = Clip(x)\n");
}

TEST_CASE("functions call functions") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  call(graph, "Outer", {"x"}, {"y"});
  add_node(add_function(model, "Outer", {"in"}, {"out"}), "Inner", {"in"}, {"out"})
      .set_domain("local");
  add_node(add_function(model, "Inner", {"i"}, {"o"}), "Relu", {"i"}, {"o"});
  CHECK(describe(read(model)->get()) == "y = Relu(x)\n");
}

TEST_CASE("a function that calls itself is an error") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  call(*model.mutable_graph(), "A", {"x"}, {"y"});
  add_node(add_function(model, "A", {"i"}, {"o"}), "B", {"i"}, {"o"}).set_domain("local");
  add_node(add_function(model, "B", {"i"}, {"o"}), "A", {"i"}, {"o"}).set_domain("local");
  CHECK(read_error(model) == "node 0 (A): node 0 (B): node 0 (A): function `A` calls itself");
}

TEST_CASE("functions that grow exponentially are refused") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  call(*model.mutable_graph(), "F0", {"x"}, {});
  for (int level = 0; level < 12; ++level) {
    FunctionProto& function = add_function(model, "F" + std::to_string(level), {"i"}, {});
    for (int i = 0; i < 10; ++i) {
      NodeProto& node = add_node(function, "F" + std::to_string(level + 1), {"i"}, {});
      if (level < 11) node.set_domain("local");
    }
  }
  CHECK_THAT(read_error(model),
             Catch::EndsWith("the model's functions grow to more than 1000000 nodes"));
}

TEST_CASE("functions whose names grow exponentially are refused") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  const std::string name(1 << 20, 'n');
  call(*model.mutable_graph(), "F", {"x"}, {}).set_name(name);
  FunctionProto& function = add_function(model, "F", {"i"}, {});
  for (int i = 0; i < 300; ++i) add_node(function, "Relu", {"i"}, {"o" + std::to_string(i)});
  CHECK_THAT(read_error(model), Catch::EndsWith("the names in the model's functions grow to more "
                                                "than 268435456 bytes"));
}

TEST_CASE("a call that does not fit its function is an error") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  call(*model.mutable_graph(), "F", {"x", "x"}, {"y"});
  add_node(add_function(model, "F", {"i"}, {"o"}), "Relu", {"i"}, {"o"});
  CHECK(read_error(model) ==
        "node 0 (F): the function has 1 inputs and 1 outputs, but the call 2 and 1");
}

TEST_CASE("a function that is defined twice is an error, unless overloads differ") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  add_node(add_function(model, "F", {"i"}, {"o"}), "Relu", {"i"}, {"o"});
  FunctionProto& second = add_function(model, "F", {"i"}, {"o"});
  add_node(second, "Abs", {"i"}, {"o"});
  CHECK(read_error(model) == "function `F`: the model defines it twice");
  second.set_overload("other");
  call(*model.mutable_graph(), "F", {"x"}, {"y"}).set_overload("other");
  CHECK(describe(read(model)->get()) == "y = Abs(x)\n");
}

TEST_CASE("a reference to a function's attribute outside a function is an error") {
  ModelProto model = make_model(17);
  add_input(*model.mutable_graph(), "x");
  set_reference(add_node(*model.mutable_graph(), "Elu", {"x"}, {"y"}), "alpha", "a", 1);
  CHECK(read_error(model) ==
        "node 0 (Elu): attribute `alpha`: it refers to attribute `a` of a function, but the node "
        "is in none");
}
