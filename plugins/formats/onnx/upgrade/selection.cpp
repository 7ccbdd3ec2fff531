#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

std::vector<Value> scatter_11(Writer& writer, Node node) {
  node.op = "ScatterElements";
  return writer.add(std::move(node));
}

/// TopK-10: k is an input.
std::vector<Value> top_k_10(Writer& writer, Node node) {
  if (const auto k = node.take_int("k")) node.set_input(1, writer.ints({*k}));
  return writer.add(std::move(node));
}

/// OneHot-11 counts negative indices from the end; before, they selected nothing. So they are moved
/// past the end, which still selects nothing.
std::vector<Value> one_hot_11(Writer& writer, Node node) {
  const Value indices = node.required_input(0);
  const Value is_negative = writer.op("Less", {indices, writer.scalar_like(0, indices)});
  const Value depth = writer.op("Reshape", {node.required_input(1), writer.ints({})});
  const Value past_end = writer.op("CastLike", {depth, indices});
  node.inputs[0] = writer.op("Where", {is_negative, past_end, indices});
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"Scatter", 11, scatter_11},
    {"TopK", 10, top_k_10},
    {"OneHot", 11, one_hot_11},
};

}  // namespace

sdk::Span<const Step> selection_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
