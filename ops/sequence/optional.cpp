#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

// Of an empty optional. Null where nobody says.
const mortise_type_t* named_element(const Node& node, Structure* s) {
  const mortise_graph_t* graph = node.attributes().find_graph("type");
  if (graph == nullptr || s == nullptr) return nullptr;
  const GraphReader reader = s->body(graph);
  const mortise_graph_value_t* value = reader.value(reader.input(0));
  return value == nullptr ? nullptr : value->type;
}

mortise_type_t optional_type(const Node& node, Structure* s) {
  const mortise_type_t* element = node.has_input(0) ? &node.type(0) : named_element(node, s);
  if (element != nullptr && element->kind == MORTISE_VALUE_OPTIONAL)
    invalid("input 0 is an optional already; an optional has a tensor or a sequence");
  return pack_type(MORTISE_VALUE_OPTIONAL, element);
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  const mortise_type_t type = optional_type(s.node, &s);
  std::vector<Value> items;
  if (s.node.has_input(0)) items.push_back(s.node.input_id(0));
  return {{s.b.pack(type, items)}};
}

}  // namespace

MORTISE_OPERATOR(Optional, 15) {
  op.summary("An optional that has the input, or nothing")
      .optional_input("input")
      .output("output")
      .attribute("type", MORTISE_ATTRIBUTE_GRAPH)
      .infer([](const Node& node, Inference& out) { out.set(0, optional_type(node, nullptr)); })
      .restructure(&restructure);
}

}  // namespace mortise::ops
