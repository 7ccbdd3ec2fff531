#include "plugins/formats/onnx/node_order.hpp"

#include <catch2/catch.hpp>

#include "plugins/formats/onnx/testing/model.hpp"

using namespace mortise::onnx;
using namespace mortise::onnx::testing;

TEST_CASE("nodes in a valid order keep it") {
  GraphProto graph;
  add_node(graph, "A", {"x"}, {"a"});
  add_node(graph, "B", {"x"}, {"b"});
  add_node(graph, "C", {"a", "b"}, {"c"});
  CHECK(node_order(graph.node()) == std::vector<int>{0, 1, 2});
}

TEST_CASE("nodes out of order are sorted, the first of the file first") {
  GraphProto graph;
  add_node(graph, "C", {"a", "b"}, {"c"});
  add_node(graph, "B", {"x"}, {"b"});
  add_node(graph, "A", {"x"}, {"a"});
  CHECK(node_order(graph.node()) == std::vector<int>{1, 2, 0});
}

TEST_CASE("what a subgraph reads counts as read by its node") {
  GraphProto graph;
  GraphProto& body = set_graph(add_node(graph, "If", {"x"}, {"y"}), "then_branch");
  add_node(body, "B", {"a"}, {"b"});
  add_output(body, "b");
  add_node(graph, "A", {"x"}, {"a"});
  CHECK(node_order(graph.node()) == std::vector<int>{1, 0});
}

TEST_CASE("a cycle is an error that names its nodes") {
  GraphProto graph;
  add_node(graph, "X", {"in"}, {"x"});
  add_node(graph, "A", {"x", "c"}, {"a"}).set_name("first");
  add_node(graph, "B", {"a"}, {"b"});
  add_node(graph, "C", {"b"}, {"c"});
  CHECK(error_of([&] { node_order(graph.node()); }) ==
        "the nodes form a cycle: node 1 (A `first`) -> node 2 (B) -> node 3 (C) -> "
        "node 1 (A `first`)");
}

TEST_CASE("a node that reads itself is a cycle") {
  GraphProto graph;
  add_node(graph, "A", {"a"}, {"a"});
  CHECK(error_of([&] { node_order(graph.node()); }) ==
        "the nodes form a cycle: node 0 (A) -> node 0 (A)");
}

TEST_CASE("two nodes with one output name are an error that names both") {
  GraphProto graph;
  add_node(graph, "A", {"x"}, {"a"});
  add_node(graph, "B", {"x"}, {"a"});
  CHECK(error_of([&] { node_order(graph.node()); }) ==
        "node 1 (B): output `a` is an output of node 0 (A) too; a name has one source");
}
