#include "core/graph/pack.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace mortise::graph {
namespace {

constexpr std::string_view kDomain = "mortise.core";
constexpr std::string_view kOperator = "Pack";

// A node that goes again unless it stays.
struct Added {
  Graph& graph;
  NodeId id;
  bool stays = false;

  ~Added() {
    if (!stays) static_cast<void>(graph.remove_node(id));
  }
};

}  // namespace

bool is_pack(const Node& node) {
  return node.op == kOperator && node.domain == kDomain && node.outputs.size() == 1 &&
         std::find(node.inputs.begin(), node.inputs.end(), kNone) == node.inputs.end();
}

Result<ValueId> add_pack(Graph& graph, std::string name, Type type, std::vector<ValueId> items) {
  const bool is_optional = type.kind == MORTISE_VALUE_OPTIONAL;
  if (!is_optional && type.kind != MORTISE_VALUE_SEQUENCE) {
    return invalid_argument("a pack is a sequence or an optional, not " + type.to_string());
  }
  if (is_optional && items.size() > 1) {
    return invalid_argument(
        concat({"an optional has one item or none, not ", std::to_string(items.size())}));
  }
  if (std::find(items.begin(), items.end(), kNone) != items.end())
    return invalid_argument("an item of a pack is absent");
  Node node;
  node.domain = kDomain;
  node.op = kOperator;
  node.inputs = std::move(items);
  MORTISE_ASSIGN(const NodeId id, graph.add_node(std::move(node), 1, {std::move(name)}));
  Added added{graph, id};
  const ValueId value = graph.node(id)->outputs[0];
  MORTISE_TRY(graph.set_type(value, std::move(type)));
  added.stays = true;
  return value;
}

const std::vector<ValueId>* pack_items(const Graph& graph, ValueId id) {
  const Value* value = graph.value(id);
  const Node* node = value == nullptr ? nullptr : graph.node(value->producer);
  return node != nullptr && is_pack(*node) ? &node->inputs : nullptr;
}

}  // namespace mortise::graph
