// Operators that move or rename elements: what used to be attributes became inputs.
#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// The attribute, a list of integers, becomes the input at `index`.
void list_as_input(Writer& writer, Node& node, std::string_view attribute, size_t index) {
  if (auto list = node.take_ints(attribute)) node.set_input(index, writer.ints(std::move(*list)));
}

std::vector<Value> axes_13(Writer& writer, Node node) {
  list_as_input(writer, node, "axes", 1);
  return writer.add(std::move(node));
}

std::vector<Value> reshape_5(Writer& writer, Node node) {
  list_as_input(writer, node, "shape", 1);
  return writer.add(std::move(node));
}

std::vector<Value> slice_10(Writer& writer, Node node) {
  list_as_input(writer, node, "starts", 1);
  list_as_input(writer, node, "ends", 2);
  list_as_input(writer, node, "axes", 3);
  return writer.add(std::move(node));
}

std::vector<Value> pad_2(Writer& writer, Node node) {
  if (auto pads = node.take_ints("paddings")) node.set("pads", std::move(*pads));
  return writer.add(std::move(node));
}

std::vector<Value> pad_11(Writer& writer, Node node) {
  list_as_input(writer, node, "pads", 1);
  const double value = node.take_float("value").value_or(0);
  if (value != 0) node.set_input(2, writer.scalar_like(value, node.required_input(0)));
  return writer.add(std::move(node));
}

std::vector<Value> split_13(Writer& writer, Node node) {
  list_as_input(writer, node, "split", 1);
  return writer.add(std::move(node));
}

/// Split-18 wants the number of equal parts in words.
std::vector<Value> split_18(Writer& writer, Node node) {
  if (node.input(1) == kNone) node.set("num_outputs", static_cast<int64_t>(node.output_count));
  return writer.add(std::move(node));
}

std::vector<Value> concat_4(Writer& writer, Node node) {
  if (!node.has("axis")) node.set("axis", int64_t{1});
  return writer.add(std::move(node));
}

/// Tile-6: a repeat count for each axis; before, one count and one axis, both tensors of the data's
/// type.
std::vector<Value> tile_6(Writer& writer, Node node) {
  const auto as_vector = [&](Value value) {
    const Value number =
        writer.op("Cast", {value}, {sdk::Attr("to", uint32_t{MORTISE_DTYPE_INT64})});
    return writer.op("Reshape", {number, writer.ints({1})});
  };
  const int64_t one = 1;
  const auto view = sdk::host_view(MORTISE_DTYPE_INT64, sdk::ShapeView(&one, 1), &one);
  const Value rank = writer.op("Shape", {writer.op("Shape", {node.required_input(0)})});
  const Value ones = writer.op("ConstantOfShape", {rank}, {sdk::Attr("value", &view)});
  node.inputs[1] = writer.op("ScatterElements", {ones, as_vector(node.required_input(2)),
                                                 as_vector(node.required_input(1))});
  node.inputs.resize(2);
  return writer.add(std::move(node));
}

/// DFT-20: the axis is an input, and another one by default.
std::vector<Value> dft_20(Writer& writer, Node node) {
  const int64_t axis = node.take_int("axis").value_or(1);
  node.set_input(2, writer.constant(make_tensor<int64_t>({}, {axis})));
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"Squeeze", 13, axes_13}, {"Unsqueeze", 13, axes_13}, {"Reshape", 5, reshape_5},
    {"Slice", 10, slice_10},  {"Pad", 2, pad_2},          {"Pad", 11, pad_11},
    {"Split", 13, split_13},  {"Split", 18, split_18},    {"Concat", 4, concat_4},
    {"Tile", 6, tile_6},      {"DFT", 20, dft_20},
};

}  // namespace

sdk::Span<const Step> shape_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
