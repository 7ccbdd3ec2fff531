#include "core/graph/print.hpp"

#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/graph/literal.hpp"
#include "core/graph/testing/graphs.hpp"

namespace mortise::graph {

using test::add;
using test::must;

TEST_CASE("a graph prints as text, a line per value and node") {
  CHECK(print_text(test::rich_graph()) == R"(graph {
  symbol batch
  metadata producer = "test"
  input %x: float32[batch, ?]
  input %items: sequence<string[]>
  constant %w: float32[2, 2] = [1, 2, 3, 4]
  constant %labels: string[3] = ["cat", "", "dog"]
  state count %count: float32[4] = [1, 1, 1, 1], next %next, append-only
  %product: ?[...] = MatMul(%x, %w)
  %left: float32[4], -, %right: ?[...] = [7] = com.example::Split@13(%product, -, %labels) {alpha = 0.1, axis = -1, body = graph {
    input %x: float32[4]
    %Relu_1: ?[...] = Relu(%x)
    output y = %Relu_1
  }, empty = [], mode = "line \"1\"\n", names = ["a", ""], pads = [0, 1, -9223372036854775808], scales = [0.5, 2], value = float32[2] [1.5, -2]} name "split/1" device cpu
  %next: ?[...] = Add(%count, %left)
  output left = %left
  output right = %right
  output product = %product
}
)");
}

TEST_CASE("values of the same name are told apart by their ids") {
  Graph graph;
  const ValueId x = must(graph.add_input("x", test::vector4()));
  const ValueId first = add(graph, "Relu", {x}, "y");
  add(graph, "Add", {first, add(graph, "Relu", {x}, "y")}, "");
  CHECK(print_text(graph) == R"(graph {
  input %x: float32[4]
  %y#1: ?[...] = Relu(%x)
  %y#2: ?[...] = Relu(%x)
  %Add_3: ?[...] = Add(%y#1, %y#2)
}
)");
}

TEST_CASE("a long constant prints its first elements and a hash that its content decides") {
  const std::vector<float> ones(20, 1);
  std::vector<float> other = ones;
  other.back() = 2;
  const std::string text = tensor_text(*test::floats({20}, ones), 2);
  CHECK(text.find("[1, 1, … 20 elements, hash ") == 0);
  CHECK(tensor_text(*test::floats({20}, ones), 2) == text);
  CHECK(tensor_text(*test::floats({20}, other), 2) != text);
}

TEST_CASE("numbers print in the shortest form that reads back as the same number") {
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(1e300) == "1e+300");
  CHECK(number_text(std::nan("")) == "nan");
  CHECK(number_text(-std::numeric_limits<double>::infinity()) == "-inf");
  CHECK(element_texts(*test::floats({2}, {0.1F, 1e-8F}), 2) ==
        std::vector<std::string>{"0.1", "1e-08"});
}

TEST_CASE("the JSON form has the whole graph") {
  const auto json = nlohmann::json::parse(print_json(test::rich_graph()));
  CHECK(json["symbols"] == nlohmann::json{"batch"});
  CHECK(json["metadata"]["producer"] == "test");
  CHECK(json["inputs"][0]["shape"] == nlohmann::json{"batch", nullptr});
  CHECK(json["inputs"][1]["element"]["dtype"] == "string");
  CHECK(json["constants"][0]["content"]["bytes"] == 16);
  CHECK(json["states"][0]["next"] == "next");
  const auto& split = json["nodes"][1];
  CHECK(split["op"] == "Split");
  CHECK(split["inputs"] == nlohmann::json{"product", nullptr, "labels"});
  CHECK(split["outputs"][1].is_null());
  CHECK(split["attributes"]["pads"][2] == INT64_MIN);
  CHECK(split["attributes"]["body"]["nodes"][0]["op"] == "Relu");
  CHECK(json["outputs"][0]["value"] == "left");
}

TEST_CASE("JSON stays valid where names are not UTF-8 and numbers are not finite") {
  Graph graph;
  must(graph.add_input("caf\xE9", test::vector4()));
  Node node;
  node.op = "Odd";
  node.attributes.resize(1);
  node.attributes[0].name = "limits";
  node.attributes[0].kind = MORTISE_ATTRIBUTE_FLOATS;
  node.attributes[0].floats = {std::numeric_limits<double>::infinity(), 1};
  must(graph.add_node(std::move(node), 0, {}));
  const auto json = nlohmann::json::parse(print_json(graph));
  CHECK(json["nodes"][0]["attributes"]["limits"] == nlohmann::json{"inf", 1.0});
  CHECK(json["inputs"].size() == 1);
}

TEST_CASE("the largest extent prints as a number") {
  Graph graph;
  must(graph.add_input("x", Type::tensor(MORTISE_DTYPE_INT8, {INT64_MAX, MORTISE_DIM_UNKNOWN})));
  const auto json = nlohmann::json::parse(print_json(graph));
  CHECK(json["inputs"][0]["shape"] == nlohmann::json{INT64_MAX, nullptr});
}

TEST_CASE("the Graphviz form draws each node and edge") {
  const std::string dot = print_dot(test::rich_graph());
  CHECK(dot.find("digraph") == 0);
  CHECK(dot.find("node0 -> node1 [label=\"?[...]\"]") != std::string::npos);
  CHECK(dot.find("com.example::Split@13\\nsplit/1") != std::string::npos);
  CHECK(dot.find("mode = \\\"line \\\\\\\"1\\\\\\\"\\\\n\\\"") != std::string::npos);
  CHECK(dot.find("style=dashed") != std::string::npos);
  CHECK(dot.find("output2 [shape=ellipse, label=\"product\"]") != std::string::npos);
}

}  // namespace mortise::graph
