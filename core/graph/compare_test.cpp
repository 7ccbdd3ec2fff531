#include "core/graph/compare.hpp"

#include "core/graph/testing/graphs.hpp"

namespace mortise::graph {
namespace {

using test::add;
using test::must;

bool differs_in(const Graph& left, const Graph& right, std::string_view what) {
  const std::string difference = compare(left, right);
  UNSCOPED_INFO("difference: " << difference);
  return difference.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("a graph equals its copy") {
  const Graph graph = test::rich_graph();
  CHECK(compare(graph, Graph(graph)).empty());
}

TEST_CASE("states that exchange their contents are equal to themselves and to nothing else") {
  const auto exchange = [](bool crossed) {
    Graph graph;
    const ValueId left = must(graph.add_state("left", test::vector4(), nullptr, 0));
    const ValueId right = must(graph.add_state("right", test::vector4(), nullptr, 0));
    must(graph.set_state_next("left", crossed ? right : left));
    must(graph.set_state_next("right", crossed ? left : right));
    return graph;
  };
  CHECK(compare(exchange(true), exchange(true)).empty());
  CHECK(differs_in(exchange(true), exchange(false), "state 'left': the next content"));
}

TEST_CASE("ids, the order of adding and intermediate names do not matter") {
  Graph left, right;
  const ValueId x = must(left.add_input("x", test::vector4()));
  must(left.add_output("y", add(left, "Sub", {add(left, "Exp", {x}, "e"), add(left, "Sin", {x})})));
  const ValueId z = must(right.add_input("x", test::vector4()));
  must(right.remove_node(right.value(add(right, "Neg", {z}))->producer));
  const ValueId sine = add(right, "Sin", {z});
  must(right.add_output("y", add(right, "Sub", {add(right, "Exp", {z}, "other"), sine})));
  CHECK(compare(left, right).empty());
  CHECK(compare(right, left).empty());
}

TEST_CASE("the first difference is described") {
  const Graph graph = test::rich_graph();
  const auto changed = [&graph](auto change) {
    Graph copy(graph);
    change(copy);
    return copy;
  };
  const ValueId product = graph.find_value("product");
  const NodeId split = graph.value(graph.find_value("left"))->producer;
  CHECK(differs_in(graph, changed([](Graph& g) { add(g, "Exp", {0}); }),
                   "the number of nodes is 3 on the left, 4 on the right"));
  CHECK(differs_in(graph, changed([](Graph& g) { must(g.set_name(0, "z")); }),
                   "input 0: the name is x on the left, z on the right"));
  CHECK(differs_in(graph, changed([](Graph& g) { g.set_metadata("producer", "other"); }),
                   "metadata 'producer'"));
  CHECK(differs_in(graph, changed([](Graph& g) { g.set_metadata("extra", "1"); }),
                   "the number of metadata keys"));
  CHECK(differs_in(graph, changed([&](Graph& g) { must(g.set_type(product, test::vector4())); }),
                   "node 0 (MatMul): an output: the type is ?[...] on the left, float32[4]"));
  CHECK(differs_in(graph, changed([&](Graph& g) { must(g.set_device(split, "gpu")); }),
                   "node 'split/1' (com.example::Split): the device is cpu on the left, gpu"));
  CHECK(differs_in(graph, changed([&](Graph& g) { must(g.set_version(split, 18)); }),
                   "com.example::Split@13 on the left, com.example::Split@18 on the right"));
  CHECK(differs_in(graph, changed([&](Graph& g) { must(g.set_input(split, 2, kNone)); }),
                   "input 2 is absent on one side only"));
  CHECK(differs_in(graph, changed([](Graph& g) { must(g.set_state_next("count", kNone)); }),
                   "state 'count': the next content is absent"));
  CHECK(differs_in(graph, changed([&](Graph& g) {
                     must(g.set_constant(g.find_value("w"), test::floats({2, 2}, {1, 2, 3, 5})));
                   }),
                   "the constant is [1, 2, 3, 4] on the left, [1, 2, 3, 5] on the right"));
}

TEST_CASE("attributes are compared by content, subgraphs included") {
  const auto graph_with = [](int64_t axis, const char* op) {
    Graph graph;
    auto body = std::make_shared<Graph>();
    const ValueId x = must(body->add_input("x", test::vector4()));
    must(body->add_output("y", add(*body, op, {x})));
    Node node;
    node.op = "Loop";
    node.attributes.resize(2);
    node.attributes[0].name = "axis";
    node.attributes[0].kind = MORTISE_ATTRIBUTE_INT;
    node.attributes[0].int_value = axis;
    node.attributes[1].name = "body";
    node.attributes[1].kind = MORTISE_ATTRIBUTE_GRAPH;
    node.attributes[1].graph = body;
    const NodeId id = must(graph.add_node(std::move(node), 1, {}));
    must(graph.add_output("y", graph.node(id)->outputs[0]));
    return graph;
  };
  CHECK(compare(graph_with(1, "Exp"), graph_with(1, "Exp")).empty());
  CHECK(differs_in(graph_with(1, "Exp"), graph_with(2, "Exp"),
                   "attribute 'axis' is 1 on the left, 2 on the right"));
  CHECK(differs_in(graph_with(1, "Exp"), graph_with(1, "Sin"),
                   "attribute 'body': output 'y' is Exp on the left, Sin on the right"));
}

TEST_CASE("sharing a result is not the same as computing it twice") {
  Graph shared, separate;
  const ValueId x = must(shared.add_input("x", test::vector4()));
  const ValueId e = add(shared, "Exp", {x});
  add(shared, "Neg", {x});  // so that both have four nodes
  must(shared.add_output("y", add(shared, "Add", {e, e})));
  const ValueId z = must(separate.add_input("x", test::vector4()));
  must(separate.add_output(
      "y", add(separate, "Add", {add(separate, "Exp", {z}), add(separate, "Exp", {z})})));
  CHECK_FALSE(compare(shared, separate).empty());
  CHECK_FALSE(compare(separate, shared).empty());
}

TEST_CASE("nodes that no output needs are compared too") {
  Graph left, right;
  const ValueId x = must(left.add_input("x", test::vector4()));
  add(left, "Exp", {x});
  must(right.add_input("x", test::vector4()));
  add(right, "Sin", {x});
  CHECK(differs_in(left, right, "Exp on the left, Sin on the right"));
}

}  // namespace mortise::graph
