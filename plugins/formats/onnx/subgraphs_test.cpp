// What subgraphs take from around them becomes explicit.
#include <catch2/catch.hpp>

#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx::testing;

namespace {

const mortise::graph::Graph& subgraph(const mortise::graph::Graph& graph, std::string_view name) {
  for (const auto id : graph.order()) {
    for (const auto& attribute : graph.node(id)->attributes) {
      if (attribute.name == name) return *attribute.graph;
    }
  }
  throw std::runtime_error("no such subgraph");
}

std::vector<std::string> input_names(const mortise::graph::Graph& graph) {
  std::vector<std::string> names;
  for (const auto id : graph.inputs()) names.push_back(graph.value(id)->name);
  return names;
}

GraphProto& add_if(GraphProto& graph, Names outputs, GraphProto*& else_branch) {
  NodeProto& node = add_node(graph, "If", {"c"}, outputs);
  node.mutable_attribute()->Reserve(2);
  GraphProto& then_branch = set_graph(node, "then_branch");
  else_branch = &set_graph(node, "else_branch");
  return then_branch;
}

}  // namespace

TEST_CASE("captured values become inputs of the node and of each of its subgraphs") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "c", MORTISE_DTYPE_BOOL);
  add_input(graph, "x");
  add_node(graph, "Relu", {"x"}, {"r"});
  GraphProto* other = nullptr;
  GraphProto& one = add_if(graph, {"y"}, other);
  add_node(one, "Abs", {"r"}, {"a"});
  add_output(one, "a");
  add_node(*other, "Add", {"x", "r"}, {"b"});
  add_output(*other, "b");

  const auto read_graph = read(model);
  CHECK(describe(read_graph->get()) ==
        "r = Relu(x)\n"
        "y = If(c, r, x) captures=2 else_branch=<graph> then_branch=<graph>\n");
  CHECK(input_names(subgraph(read_graph->get(), "then_branch")) ==
        std::vector<std::string>{"r", "x/captured"});
  CHECK(input_names(subgraph(read_graph->get(), "else_branch")) ==
        std::vector<std::string>{"r", "x"});
  CHECK(describe(subgraph(read_graph->get(), "else_branch")) == "b = Add(x, r)\n");
}

TEST_CASE("captured constants are shared, not passed") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "c", MORTISE_DTYPE_BOOL);
  add_initializer(graph, "w", {2}, {1, 2});
  GraphProto* other = nullptr;
  GraphProto& one = add_if(graph, {"y"}, other);
  add_node(one, "Abs", {"w"}, {"a"});
  add_output(one, "a");
  add_output(*other, "w");
  const auto read_graph = read(model);
  CHECK(describe(read_graph->get()) == "y = If(c) else_branch=<graph> then_branch=<graph>\n");
  CHECK(describe(subgraph(read_graph->get(), "then_branch")) == "a = Abs([1, 2])\n");
}

TEST_CASE("a capture goes through the graphs between") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "c", MORTISE_DTYPE_BOOL);
  add_input(graph, "x");
  GraphProto* other = nullptr;
  GraphProto& one = add_if(graph, {"y"}, other);
  GraphProto* inner_other = nullptr;
  GraphProto& inner = add_if(one, {"i"}, inner_other);
  add_node(inner, "Abs", {"x"}, {"a"});
  add_output(inner, "a");
  add_output(*inner_other, "x");
  add_output(one, "i");
  add_output(*other, "c");
  const auto read_graph = read(model);
  CHECK(describe(read_graph->get()) ==
        "y = If(c, c, x) captures=2 else_branch=<graph> then_branch=<graph>\n");
  CHECK(describe(subgraph(read_graph->get(), "then_branch")) ==
        "i = If(c, x) captures=1 else_branch=<graph> then_branch=<graph>\n");
}

TEST_CASE("a name of a subgraph's own hides one of the outer graph") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  GraphProto& body = set_graph(add_node(graph, "Loop", {"", "", "x"}, {"y"}), "body");
  for (const char* name : {"i", "keep", "x"}) add_input(body, name);
  add_node(body, "Abs", {"x"}, {"a"});
  add_output(body, "keep");
  add_output(body, "a");
  CHECK(describe(read(model)->get()) == "y = Loop(_, _, x) body=<graph>\n");
}

TEST_CASE("an initializer of a subgraph gives way to its input") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "x");
  GraphProto& body = set_graph(add_node(graph, "Scan", {"x"}, {"y"}), "body");
  body.add_input()->set_name("item");
  add_initializer(body, "item", {1}, {0});
  add_node(body, "Abs", {"item"}, {"a"});
  add_output(body, "a");
  const auto read_graph = read(model);
  CHECK(describe(subgraph(read_graph->get(), "body")) == "a = Abs(item)\n");
}

TEST_CASE("old operators in subgraphs are converted too") {
  ModelProto model = make_model(11);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "c", MORTISE_DTYPE_BOOL);
  add_input(graph, "x");
  GraphProto* other = nullptr;
  GraphProto& one = add_if(graph, {"y"}, other);
  set_ints(add_node(one, "Squeeze", {"x"}, {"s"}), "axes", {0});
  add_output(one, "s");
  add_output(*other, "x");
  const auto read_graph = read(model);
  CHECK(describe(subgraph(read_graph->get(), "then_branch")) == "s = Squeeze(x, [0])\n");
}

TEST_CASE("a name that neither a subgraph nor the graphs around it define is an error") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "c", MORTISE_DTYPE_BOOL);
  GraphProto* other = nullptr;
  GraphProto& one = add_if(graph, {"y"}, other);
  add_node(one, "Abs", {"nowhere"}, {"a"});
  add_output(one, "a");
  CHECK(read_error(model) ==
        "node 0 (If): attribute `then_branch`: `nowhere` is neither an input, an initializer nor "
        "a node's output");
}

TEST_CASE("an error in a subgraph names the way to it") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  add_input(graph, "c", MORTISE_DTYPE_BOOL);
  GraphProto* other = nullptr;
  GraphProto& one = add_if(graph, {"y"}, other);
  add_node(one, "", {"c"}, {"a"}).set_name("inner");
  CHECK(read_error(model) ==
        "node 0 (If): attribute `then_branch`: node 0 ( `inner`): op_type is missing");
}

TEST_CASE("a type as an attribute becomes the type of a graph's input") {
  ModelProto model = make_model(17);
  GraphProto& graph = *model.mutable_graph();
  AttributeProto& attribute = *add_node(graph, "Optional", {}, {"y"}).add_attribute();
  attribute.set_name("type");
  attribute.set_type(13);
  *attribute.mutable_tp()->mutable_sequence_type()->mutable_elem_type() =
      tensor_type(MORTISE_DTYPE_INT8, {2});
  const auto read_graph = read(model);
  const auto& inner = subgraph(read_graph->get(), "type");
  const auto& type = inner.value(inner.inputs().at(0))->type;
  CHECK(type.kind == MORTISE_VALUE_SEQUENCE);
  CHECK(type.element->dtype == MORTISE_DTYPE_INT8);
}
