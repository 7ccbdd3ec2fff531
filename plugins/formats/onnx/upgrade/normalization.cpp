#include <algorithm>
#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// BatchNormalization-7: training is asked for by its outputs; before, it trained unless told
/// otherwise. The request is carried on to BatchNormalization-14, which can say it.
std::vector<Value> batch_normalization_7(Writer& writer, Node node) {
  if (node.take_int("is_test").value_or(0) == 0) node.set("training_mode", int64_t{1});
  return writer.add(std::move(node));
}

/// Statistics per element of a sample instead of per channel: scale, bias, mean and variance have
/// the shape of a sample, so plain broadcasting applies them.
Value normalize_elements(Writer& writer, Node& node) {
  const double epsilon = node.take_float("epsilon").value_or(1e-5);
  const Value variance = node.required_input(4);
  const Value deviation =
      writer.op("Sqrt", {writer.op("Add", {variance, writer.scalar_like(epsilon, variance)})});
  const Value centred = writer.op("Sub", {node.required_input(0), node.required_input(3)});
  const Value normal = writer.op("Div", {centred, deviation});
  return writer.op("Add",
                   {writer.op("Mul", {normal, node.required_input(1)}), node.required_input(2)});
}

/// BatchNormalization-9 dropped `spatial`.
std::vector<Value> batch_normalization_9(Writer& writer, Node node) {
  const bool spatial = node.take_int("spatial").value_or(1) != 0;
  if (spatial) return writer.add(std::move(node));
  if (node.output_count > 1 || node.has("training_mode")) {
    node.set("spatial", int64_t{0});
    return keep_old_form(writer, std::move(node));
  }
  return {normalize_elements(writer, node)};
}

/// BatchNormalization-14: an attribute says that statistics are those of the batch; before, wanting
/// more than one output did. The saved statistics are gone.
std::vector<Value> batch_normalization_14(Writer& writer, Node node) {
  if (node.output_count > 3) return keep_old_form(writer, std::move(node));
  if (node.output_count > 1) node.set("training_mode", int64_t{1});
  return writer.add(std::move(node));
}

/// An element per channel from an element per group.
Value spread(Writer& writer, Value per_group, Value shape, int64_t groups) {
  const Value column = writer.op("Reshape", {per_group, writer.ints({groups, 1})});
  return writer.op("Reshape", {writer.op("Expand", {column, shape}), writer.ints({-1})});
}

/// GroupNormalization-21: scale and bias have an element per channel, no longer per group.
std::vector<Value> group_normalization_21(Writer& writer, Node node) {
  const Attribute* groups = node.find("num_groups");
  if (groups == nullptr || groups->int_value <= 0) {
    sdk::invalid("attribute `num_groups` is required, and positive");
  }
  const int64_t count = groups->int_value;
  const Value channels =
      writer.op("Shape", {node.required_input(0)}, {sdk::Attr("start", 1), sdk::Attr("end", 2)});
  const Value each = writer.op("Div", {channels, writer.ints({count})});
  const Value shape = writer.op("Concat", {writer.ints({count}), each}, {sdk::Attr("axis", 0)});
  node.inputs[1] = spread(writer, node.required_input(1), shape, count);
  node.inputs[2] = spread(writer, node.required_input(2), shape, count);
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"BatchNormalization", 7, batch_normalization_7},
    {"BatchNormalization", 9, batch_normalization_9},
    {"BatchNormalization", 14, batch_normalization_14},
    {"GroupNormalization", 21, group_normalization_21},
};

}  // namespace

sdk::Span<const Step> normalization_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
