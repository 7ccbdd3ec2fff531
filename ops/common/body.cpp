#include "ops/common/body.hpp"

#include <algorithm>

namespace mortise::ops {
namespace {

constexpr int64_t kMostNodes = 256;              // of an unrolled loop
constexpr size_t kMostCopied = size_t{1} << 18;  // by a body for each element

}  // namespace

size_t capture_count(const Node& node) {
  const int64_t count = node.attr_int("captures", 0);
  if (count < 0 || count > static_cast<int64_t>(node.input_count()))
    invalid("attribute captures is ", count, "; the node has ", node.input_count(), " inputs");
  return static_cast<size_t>(count);
}

const mortise_graph_t* body_of(const Node& node, std::string_view attribute) {
  return node.attributes().get(attribute, MORTISE_ATTRIBUTE_GRAPH).graph_value;
}

std::optional<bool> constant_bool(const Node& node, size_t input) {
  node.check_scalar(input, dtype_set(TypeList<bool8>{}));
  if (node.type(input).kind != MORTISE_VALUE_TENSOR) invalid("input ", input, " must be a tensor");
  const mortise_tensor_view_t* content = node.constant(input);
  if (content == nullptr) return std::nullopt;
  if (content->byte_size != 1) invalid("input ", input, " must have one element");
  return *static_cast<const uint8_t*>(content->data) != 0;
}

bool is_small(const GraphReader& body, int64_t trips) {
  const std::vector<uint32_t> nodes = body.nodes();
  const auto count = std::max<int64_t>(1, static_cast<int64_t>(nodes.size()));
  if (trips > kMostNodes / count) return false;
  return std::none_of(nodes.begin(), nodes.end(), [&](uint32_t id) {
    for (const mortise_attribute_t& attribute : body.node(id).attributes()) {
      if (attribute.kind == MORTISE_ATTRIBUTE_GRAPH) return true;
    }
    return false;
  });
}

void check_copies(const GraphReader& body, size_t copies) {
  const size_t nodes = std::max<size_t>(1, body.nodes().size());
  if (copies > kMostCopied / nodes) {
    unsupported(copies, " times the body's ", nodes, " nodes are too many; at most ", kMostCopied,
                " are supported");
  }
}

Value stacked(Builder& b, std::vector<Value> values, int64_t axis, bool reversed) {
  if (reversed) std::reverse(values.begin(), values.end());
  for (Value& value : values) value = b.node("Unsqueeze", {value, b.ints({axis})});
  return b.node("Concat", values, {{"axis", axis}});
}

}  // namespace mortise::ops
