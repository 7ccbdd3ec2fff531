#include <mortise/sdk/node_copy.hpp>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_graph.hpp"

namespace mortise::sdk {
namespace {

using testing::FakeGraph;

TEST_CASE("A builder adds nodes, constants and attributes") {
  FakeGraph graph;
  Builder b = graph.builder();
  const Shape shape = {2, 3};
  const Value x = b.input("x", tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  const Value y =
      b.node("Mul", {x, b.scalar(MORTISE_DTYPE_FLOAT16, 0.5)}, {{"axis", -1}, {"mode", "up"}});
  b.output("y", y);
  REQUIRE(graph.ops() == "Mul");
  const GraphReader reader = graph.reader();
  const Node node = reader.node(reader.nodes()[0]);
  REQUIRE(node.attr_int("axis") == -1);
  REQUIRE(node.attr_string("mode", "") == "up");
  REQUIRE(node.constant_floats(1).value() == std::vector<double>{0.5});
  REQUIRE(equal(node.shape(0), shape));
  REQUIRE(reader.output(0) == y);
  REQUIRE(reader.output_name(0) == "y");
}

TEST_CASE("An attribute of another kind is refused, a missing one has its default or is named") {
  FakeGraph graph;
  Builder b = graph.builder();
  b.node("Op", {}, {{"axis", 1.5}});
  const Node node(graph.node_abi(0));
  REQUIRE_THROWS_WITH(node.attr_int("axis", 0), "attribute axis is a float; it must be an int");
  REQUIRE_THROWS_WITH(node.attr_int("group"), "attribute group is missing");
  REQUIRE(node.attr_int("group", 7) == 7);
}

TEST_CASE("A node takes another's place with its inputs and attributes") {
  FakeGraph graph;
  Builder b = graph.builder();
  const Value x = b.ints({1});
  b.node("Op", {x, MORTISE_NONE, x}, {{"axis", 2}, {"mode", "up"}});
  const Node before(graph.node_abi(0));
  REQUIRE(before.input_ids() == std::vector<uint32_t>{x, MORTISE_NONE, x});
  b.node("Other", before.input_ids(), attributes_of(before));
  const Node after(graph.node_abi(1));
  REQUIRE(after.input_ids() == std::vector<uint32_t>{x, MORTISE_NONE, x});
  REQUIRE(after.attr_int("axis") == 2);
  REQUIRE(after.attr_string("mode", "") == "up");
}

TEST_CASE("A copy of a node survives edits of its graph") {
  FakeGraph graph;
  Builder b = graph.builder();
  const Shape shape = {2, MORTISE_DIM_UNKNOWN};
  const Value x = b.input("x", tensor_type(MORTISE_DTYPE_FLOAT32, shape));
  b.node("Op", {x, MORTISE_NONE, b.ints({1, 2})},
         {{"ints", Shape{3, 4}}, {"name", "value"}, {"texts", std::vector<std::string>{"a", "b"}}});
  const NodeCopy copy(graph.node_abi(0));
  for (int i = 0; i < 10; ++i) b.node("Other", {x});  // what the graph handed out is gone now
  const Node node = copy.node();
  REQUIRE(node.op() == "Op");
  REQUIRE(equal(node.shape(0), shape));
  REQUIRE_FALSE(node.has_input(1));
  REQUIRE(node.constant_ints(2).value() == std::vector<int64_t>{1, 2});
  REQUIRE(node.attr_ints("ints").value() == Shape{3, 4});
  REQUIRE(node.attr_string("name", "") == "value");
  REQUIRE(node.attributes().get_strings("texts") == std::vector<std::string>{"a", "b"});
}

TEST_CASE("A builder passes the graph's errors on") {
  FakeGraph graph;
  Builder b = graph.builder();
  REQUIRE_THROWS_WITH(b.node("Relu", {5}), "the graph has no value 5");
}

TEST_CASE("A builder names nodes after the one that they come from") {
  FakeGraph graph;
  Builder b = graph.builder();
  b.inherit("cpu", "norm1");
  b.node("Exp", {b.scalar(MORTISE_DTYPE_FLOAT32, 1)});
  REQUIRE(graph.nodes[0].name == "norm1/Exp");
  REQUIRE(graph.nodes[0].device == "cpu");
}

}  // namespace
}  // namespace mortise::sdk
