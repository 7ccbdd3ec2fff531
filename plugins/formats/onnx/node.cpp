#include "plugins/formats/onnx/node.hpp"

#include <algorithm>

namespace mortise::onnx {

Value Node::required_input(size_t index) const {
  if (input(index) == kNone) sdk::invalid("input ", index, " is missing");
  return inputs[index];
}

void Node::set_input(size_t index, Value value) {
  if (inputs.size() <= index) inputs.resize(index + 1, kNone);
  inputs[index] = value;
}

const Attribute* Node::find(std::string_view attribute) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& a) { return a.name == attribute; });
  return found == attributes.end() ? nullptr : &*found;
}

std::optional<Attribute> Node::take(std::string_view attribute, uint32_t kind) {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& a) { return a.name == attribute; });
  if (found == attributes.end()) return std::nullopt;
  if (found->kind != kind) {
    sdk::invalid("attribute `", attribute, "` is ", sdk::attribute_kind_name(found->kind),
                 "; it must be ", sdk::attribute_kind_name(kind));
  }
  Attribute taken = std::move(*found);
  attributes.erase(found);
  return taken;
}

std::optional<std::vector<int64_t>> Node::take_ints(std::string_view attribute) {
  auto taken = take(attribute, MORTISE_ATTRIBUTE_INTS);
  return taken ? std::optional(std::move(taken->ints)) : std::nullopt;
}
std::optional<std::vector<double>> Node::take_floats(std::string_view attribute) {
  auto taken = take(attribute, MORTISE_ATTRIBUTE_FLOATS);
  return taken ? std::optional(std::move(taken->floats)) : std::nullopt;
}
std::optional<int64_t> Node::take_int(std::string_view attribute) {
  const auto taken = take(attribute, MORTISE_ATTRIBUTE_INT);
  return taken ? std::optional(taken->int_value) : std::nullopt;
}
std::optional<double> Node::take_float(std::string_view attribute) {
  const auto taken = take(attribute, MORTISE_ATTRIBUTE_FLOAT);
  return taken ? std::optional(taken->float_value) : std::nullopt;
}
std::optional<std::string> Node::take_string(std::string_view attribute) {
  auto taken = take(attribute, MORTISE_ATTRIBUTE_STRING);
  return taken ? std::optional(std::move(taken->string_value)) : std::nullopt;
}

void Node::remove(std::string_view attribute) {
  attributes.erase(std::remove_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& a) { return a.name == attribute; }),
                   attributes.end());
}

Attribute& Node::fresh(std::string_view attribute, uint32_t kind) {
  remove(attribute);
  Attribute& added = attributes.emplace_back();
  added.name = attribute;
  added.kind = kind;
  return added;
}

void Node::set(std::string_view attribute, int64_t value) {
  fresh(attribute, MORTISE_ATTRIBUTE_INT).int_value = value;
}
void Node::set(std::string_view attribute, double value) {
  fresh(attribute, MORTISE_ATTRIBUTE_FLOAT).float_value = value;
}
void Node::set(std::string_view attribute, std::string_view value) {
  fresh(attribute, MORTISE_ATTRIBUTE_STRING).string_value = value;
}
void Node::set(std::string_view attribute, std::vector<int64_t> values) {
  fresh(attribute, MORTISE_ATTRIBUTE_INTS).ints = std::move(values);
}
void Node::set(std::string_view attribute, std::shared_ptr<sdk::Subgraph> graph) {
  fresh(attribute, MORTISE_ATTRIBUTE_GRAPH).graph = std::move(graph);
}

}  // namespace mortise::onnx
