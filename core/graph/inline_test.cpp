#include "core/graph/inline.hpp"

#include "core/graph/pack.hpp"
#include "core/graph/print.hpp"
#include "core/graph/tables.hpp"
#include "core/graph/testing/graphs.hpp"

namespace mortise::graph {
namespace {

using test::add;
using test::must;
using test::ops;
using test::says;

// (a, b) → Add → Relu, and b as it came
struct Body {
  Graph graph;
  ValueId a = must(graph.add_input("a", test::vector4()));
  ValueId b = must(graph.add_input("b", test::vector4()));
  Body() {
    must(graph.add_output("y", add(graph, "Relu", {add(graph, "Add", {a, b}, "sum")}, "relu")));
    must(graph.add_output("same", b));
  }
};

}  // namespace

TEST_CASE("a body's nodes come to read what is given for its inputs") {
  const Body body;
  Graph graph;
  const ValueId x = must(graph.add_input("x", test::vector4()));
  const std::vector<ValueId> values = must(inline_graph(graph, body.graph, "here/", {x, x}));
  REQUIRE(values.size() == 2);
  CHECK(values[1] == x);
  CHECK(ops(graph) == std::vector<std::string>{"Add", "Relu"});
  const Node& last = *graph.node(graph.order().back());
  CHECK(last.outputs[0] == values[0]);
  CHECK(last.name.rfind("here/", 0) == 0);
  CHECK(graph.node(graph.order().front())->inputs == std::vector<ValueId>{x, x});
  CHECK(ops(body.graph) == std::vector<std::string>{"Add", "Relu"});
}

TEST_CASE("an input may be absent, and a pack keeps its kind") {
  Graph body;
  const ValueId a = must(body.add_input("a", test::vector4()));
  Type optional;
  optional.kind = MORTISE_VALUE_OPTIONAL;
  must(body.add_output("none", must(add_pack(body, "none", optional, {}))));
  must(body.add_output("y", add(body, "Clip", {a, a}, "y")));
  Graph graph;
  const std::vector<ValueId> values = must(inline_graph(graph, body, {}, {kNone}));
  CHECK(graph.value(values[0])->type.kind == MORTISE_VALUE_OPTIONAL);
  CHECK(graph.node(graph.value(values[1])->producer)->inputs == std::vector<ValueId>{kNone, kNone});
}

TEST_CASE("a body that does not fit leaves the graph as it is") {
  Body body;
  Graph graph;
  const ValueId x = must(graph.add_input("x", test::vector4()));
  CHECK(says(inline_graph(graph, body.graph, {}, {x}).status(),
             "the body takes 2 inputs, but gets 1"));
  CHECK(says(inline_graph(graph, body.graph, {}, {x, x + 100}).status(), "no value with id"));
  must(body.graph.add_state("memory", test::vector4(), nullptr, 0).status());
  CHECK(says(inline_graph(graph, body.graph, {}, {x, x}).status(),
             "the body has the state 'memory'"));
  uint32_t values[2];
  const auto by_table = [&](const Graph& inner, uint64_t output_count) {
    const ValueId given[] = {x, x};
    return Status(edit_table().graph_inline(to_abi(&graph), to_abi(&inner), {}, 2, given,
                                            output_count, values));
  };
  CHECK(says(by_table(graph, 1), "the body is null, or the graph"));
  const size_t outputs = body.graph.outputs().size();
  CHECK(says(by_table(body.graph, outputs + 1), "outputs, not " + std::to_string(outputs + 1)));
  CHECK(graph.order().empty());
}

}  // namespace mortise::graph
