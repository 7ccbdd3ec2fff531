#include <algorithm>
#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// Cast-6: the target type is a number, no longer a name.
std::vector<Value> cast_6(Writer& writer, Node node) {
  static constexpr std::string_view kNames[] = {
      "UNDEFINED", "FLOAT", "UINT8",   "INT8",   "UINT16", "INT16",  "INT32",     "INT64",
      "STRING",    "BOOL",  "FLOAT16", "DOUBLE", "UINT32", "UINT64", "COMPLEX64", "COMPLEX128"};
  if (const auto to = node.take_string("to")) {
    const auto* found = std::find(std::begin(kNames), std::end(kNames), *to);
    if (found == std::end(kNames)) sdk::invalid("attribute `to` is `", *to, "`, not a data type");
    node.set("to", static_cast<int64_t>(found - std::begin(kNames)));
  }
  return writer.add(std::move(node));
}

/// Selu-6 gave the default coefficients more digits.
std::vector<Value> selu_6(Writer& writer, Node node) {
  if (!node.has("alpha")) node.set("alpha", 1.6732);
  if (!node.has("gamma")) node.set("gamma", 1.0507);
  return writer.add(std::move(node));
}

/// Clip-11: the bounds are inputs.
std::vector<Value> clip_11(Writer& writer, Node node) {
  const auto low = node.take_float("min");
  const auto high = node.take_float("max");
  const Value x = node.required_input(0);
  if (low) node.set_input(1, writer.scalar_like(*low, x));
  if (high) node.set_input(2, writer.scalar_like(*high, x));
  return writer.add(std::move(node));
}

/// Dropout-7 is for inference only; before, it trained unless told otherwise. The request is
/// carried on to Dropout-12, which can say it.
std::vector<Value> dropout_7(Writer& writer, Node node) {
  if (node.take_int("is_test").value_or(0) == 0) node.set("training_mode", int64_t{1});
  return writer.add(std::move(node));
}

/// Dropout-10: the mask is bool; before, it had the dtype of the data.
std::vector<Value> dropout_10(Writer& writer, Node node) {
  const Value x = node.required_input(0);
  std::vector<Value> outputs = writer.add(std::move(node));
  if (outputs.size() > 1) outputs[1] = writer.op("CastLike", {outputs[1], x});
  return outputs;
}

/// Dropout-12: ratio and training mode are inputs.
std::vector<Value> dropout_12(Writer& writer, Node node) {
  const auto ratio = static_cast<float>(node.take_float("ratio").value_or(0.5));
  node.set_input(1, writer.constant(make_tensor<float>({}, {ratio})));
  if (node.take_int("training_mode").value_or(0) != 0) {
    node.set_input(2, writer.constant(make_tensor<sdk::bool8>({}, {sdk::bool8(true)})));
  }
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"Cast", 6, cast_6},       {"Selu", 6, selu_6},         {"Clip", 11, clip_11},
    {"Dropout", 7, dropout_7}, {"Dropout", 10, dropout_10}, {"Dropout", 12, dropout_12},
};

}  // namespace

sdk::Span<const Step> elementwise_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
