#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/dtype.hpp"
#include "core/graph/literal.hpp"
#include "core/graph/print.hpp"

namespace mortise::graph {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kShownElements = 16;

// JSON has no number for infinity and NaN.
Json float_json(double number) {
  return std::isfinite(number) ? Json(number) : Json(number_text(number));
}

Json extents_json(const Type& type, const std::vector<std::string>& symbols) {
  Json extents = Json::array();
  for (const int64_t extent : type.shape) {
    if (extent >= 0) {
      extents.push_back(extent);
      continue;
    }
    // Only below zero: the sum overflows for the largest extent.
    const auto symbol = static_cast<uint64_t>(-(extent + 2));
    const bool is_named = extent != MORTISE_DIM_UNKNOWN && symbol < symbols.size();
    extents.push_back(is_named ? Json(symbols[symbol]) : Json());
  }
  return extents;
}

Json type_json(const Type& type, const std::vector<std::string>& symbols) {
  Json json;
  if (type.kind != MORTISE_VALUE_TENSOR) {
    json["kind"] = type.kind == MORTISE_VALUE_SEQUENCE ? "sequence" : "optional";
    json["element"] = type.element == nullptr ? Json() : type_json(*type.element, symbols);
    return json;
  }
  json["dtype"] = dtype_name(type.dtype);
  json["shape"] = type.ranked ? extents_json(type, symbols) : Json();
  if (type.bounded_dims != 0) json["bounded_dims"] = type.bounded_dims;
  if (type.layout.get() != nullptr) {
    json["layout"] = {{"owner", to_view(type.layout.get()->owner)},
                      {"key", to_view(type.layout.get()->key)}};
  }
  return json;
}

Json content_json(const Constant& content) {
  return {{"bytes", content.view().byte_size}, {"text", tensor_text(content, kShownElements)}};
}

Json graph_json(const Graph& graph);

Json attribute_json(const Attribute& attribute) {
  switch (attribute.kind) {
    case MORTISE_ATTRIBUTE_INT: return attribute.int_value;
    case MORTISE_ATTRIBUTE_FLOAT: return float_json(attribute.float_value);
    case MORTISE_ATTRIBUTE_STRING: return attribute.string_value;
    case MORTISE_ATTRIBUTE_INTS: return attribute.ints;
    case MORTISE_ATTRIBUTE_STRINGS: return attribute.strings;
    case MORTISE_ATTRIBUTE_GRAPH: return graph_json(*attribute.graph);
    case MORTISE_ATTRIBUTE_TENSOR: {
      Json json = type_json(attribute.tensor->type(), {});
      json["content"] = content_json(*attribute.tensor);
      return json;
    }
    default: break;
  }
  Json floats = Json::array();
  for (const double number : attribute.floats) floats.push_back(float_json(number));
  return floats;
}

Json value_json(const Graph& graph, const ValueNames& names, ValueId id) {
  if (id == kNone) return nullptr;
  const Value& value = *graph.value(id);
  Json json = {{"name", names[id]}};
  json.update(type_json(value.type, graph.symbols()));
  if (value.constant != nullptr) json["content"] = content_json(*value.constant);
  return json;
}

Json node_json(const Graph& graph, const ValueNames& names, const Node& node) {
  Json inputs = Json::array(), outputs = Json::array(), attributes = Json::object();
  for (const ValueId id : node.inputs) inputs.push_back(id == kNone ? Json() : Json(names[id]));
  for (const ValueId id : node.outputs) outputs.push_back(value_json(graph, names, id));
  for (const Attribute& attribute : node.attributes) {
    attributes[attribute.name] = attribute_json(attribute);
  }
  Json json = {{"op", node.op}, {"domain", node.domain}, {"version", node.version}};
  if (!node.name.empty()) json["name"] = node.name;
  if (!node.device.empty()) json["device"] = node.device;
  json["inputs"] = std::move(inputs);
  json["outputs"] = std::move(outputs);
  json["attributes"] = std::move(attributes);
  return json;
}

Json state_json(const Graph& graph, const ValueNames& names, const State& state) {
  Json json = value_json(graph, names, state.current);
  json["state"] = state.name;
  json["next"] = state.next == kNone ? Json() : Json(names[state.next]);
  json["append_only"] = (state.flags & MORTISE_STATE_APPEND_ONLY) != 0;
  json["initial"] = state.initial == nullptr ? Json() : content_json(*state.initial);
  return json;
}

Json graph_json(const Graph& graph) {
  const ValueNames names(graph);
  Json json = {{"symbols", graph.symbols()}, {"metadata", Json::object()}};
  for (const auto& [key, value] : graph.metadata()) json["metadata"][key] = value;
  for (const char* list : {"inputs", "constants", "states", "nodes", "outputs"}) {
    json[list] = Json::array();
  }
  for (const ValueId id : graph.inputs()) json["inputs"].push_back(value_json(graph, names, id));
  for (ValueId id = 0; id < graph.value_limit(); ++id) {
    const Value* value = graph.value(id);
    if (value != nullptr && value->role == MORTISE_ROLE_CONSTANT) {
      json["constants"].push_back(value_json(graph, names, id));
    }
  }
  for (const State& state : graph.states()) {
    json["states"].push_back(state_json(graph, names, state));
  }
  for (const NodeId id : graph.order()) {
    json["nodes"].push_back(node_json(graph, names, *graph.node(id)));
  }
  for (const Output& output : graph.outputs()) {
    json["outputs"].push_back({{"name", output.name}, {"value", names[output.value]}});
  }
  return json;
}

}  // namespace

std::string print_json(const Graph& graph) {
  // Names come from files, and need not be UTF-8.
  return graph_json(graph).dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace mortise::graph
