#include "core/graph/testing/graphs.hpp"

namespace mortise::graph::test {
namespace {

Attribute attribute(std::string name, uint32_t kind) {
  Attribute made;
  made.name = std::move(name);
  made.kind = kind;
  return made;
}

std::vector<Attribute> attributes_of_every_kind() {
  std::vector<Attribute> list;
  list.push_back(attribute("axis", MORTISE_ATTRIBUTE_INT));
  list.back().int_value = -1;
  list.push_back(attribute("alpha", MORTISE_ATTRIBUTE_FLOAT));
  list.back().float_value = 0.1;
  list.push_back(attribute("mode", MORTISE_ATTRIBUTE_STRING));
  list.back().string_value = "line \"1\"\n";
  list.push_back(attribute("value", MORTISE_ATTRIBUTE_TENSOR));
  list.back().tensor = floats({2}, {1.5F, -2});
  list.push_back(attribute("pads", MORTISE_ATTRIBUTE_INTS));
  list.back().ints = {0, 1, INT64_MIN};
  list.push_back(attribute("scales", MORTISE_ATTRIBUTE_FLOATS));
  list.back().floats = {0.5, 2};
  list.push_back(attribute("names", MORTISE_ATTRIBUTE_STRINGS));
  list.back().strings = {"a", ""};
  list.push_back(attribute("empty", MORTISE_ATTRIBUTE_INTS));
  list.push_back(attribute("body", MORTISE_ATTRIBUTE_GRAPH));
  auto body = std::make_shared<Graph>();
  const ValueId x = must(body->add_input("x", vector4()));
  must(body->add_output("y", add(*body, "Relu", {x})));
  list.back().graph = std::move(body);
  return list;
}

}  // namespace

Graph rich_graph() {
  Graph graph;
  const uint32_t batch = must(graph.symbol("batch"));
  graph.set_metadata("producer", "test");
  const ValueId x = must(graph.add_input(
      "x", Type::tensor(MORTISE_DTYPE_FLOAT32, {MORTISE_DIM_SYMBOL(batch), MORTISE_DIM_UNKNOWN})));
  Type items;
  items.kind = MORTISE_VALUE_SEQUENCE;
  items.element = std::make_shared<const Type>(Type::tensor(MORTISE_DTYPE_STRING, {}));
  must(graph.add_input("items", std::move(items)));
  const ValueId w = graph.add_constant("w", floats({2, 2}, {1, 2, 3, 4}));
  const ValueId labels = graph.add_constant("labels", strings({"cat", "", "dog"}));
  const ValueId count = must(
      graph.add_state("count", vector4(), floats({4}, {1, 1, 1, 1}), MORTISE_STATE_APPEND_ONLY));
  const ValueId product = add(graph, "MatMul", {x, w}, "product");
  Node split;
  split.domain = "com.example";
  split.op = "Split";
  split.name = "split/1";
  split.device = "cpu";
  split.version = 13;
  split.inputs = {product, kNone, labels};
  split.attributes = attributes_of_every_kind();
  const NodeId node = must(graph.add_node(std::move(split), 3, {"left", "middle", "right"}));
  must(graph.drop_output(node, 1));
  const std::vector<ValueId> parts = graph.node(node)->outputs;
  must(graph.set_type(parts[0], vector4()));
  must(graph.set_constant(parts[2], floats({1}, {7})));
  const ValueId next = add(graph, "Add", {count, parts[0]}, "next");
  must(graph.set_state_next("count", next));
  must(graph.add_output("left", parts[0]));
  must(graph.add_output("right", parts[2]));
  must(graph.add_output("product", product));
  return graph;
}

}  // namespace mortise::graph::test
