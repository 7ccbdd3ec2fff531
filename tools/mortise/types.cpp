#include "tools/mortise/types.hpp"

#include <algorithm>

namespace mortise::cli {
namespace {

std::string format_extent(int64_t extent, const mortise_graph_t* graph) {
  if (extent >= 0) return std::to_string(extent);
  if (extent == MORTISE_DIM_UNKNOWN || graph == nullptr) return "?";
  const auto symbol = static_cast<uint64_t>(MORTISE_DIM_SYMBOL(0) - extent);
  const mortise_string_t name = Graph::view().symbol_name(graph, symbol);
  return name.size == 0 ? "?" : std::string(name.data, name.size);
}

}  // namespace

std::string format_type(const mortise_type_t* type, const mortise_graph_t* graph) {
  if (type == nullptr) return "unknown";
  if (type->kind == MORTISE_VALUE_SEQUENCE)
    return "sequence of " + format_type(type->element, graph);
  if (type->kind == MORTISE_VALUE_OPTIONAL) return "optional " + format_type(type->element, graph);
  const bool has_dtype = type->dtype != MORTISE_DTYPE_UNDEFINED;
  if (!has_dtype && type->rank < 0) return "unknown";
  std::string text = has_dtype ? dtype_name(type->dtype) : "unknown dtype";
  if (type->rank < 0) return text + "[…]";
  text += '[';
  for (int32_t axis = 0; axis < type->rank; ++axis) {
    if (axis > 0) text += ", ";
    text += format_extent(type->shape[axis], graph);
  }
  return text + ']';
}

std::vector<InputType> input_types(const Session& session) {
  std::vector<InputType> inputs;
  for (size_t index = 0; index < session.input_count(); ++index) {
    const mortise_type_t* type = session.input_type(index);
    InputType input;
    input.name = session.input_name(index);
    input.dtype = type->dtype;
    input.is_tensor = type->kind == MORTISE_VALUE_TENSOR;
    input.ranked = type->rank >= 0;
    if (input.ranked) input.shape.assign(type->shape, type->shape + type->rank);
    for (int64_t& extent : input.shape) extent = std::max<int64_t>(extent, -1);
    inputs.push_back(std::move(input));
  }
  return inputs;
}

}  // namespace mortise::cli
