// Before opset 7, an operand was broadcast only on request (attribute `broadcast`), from a stated
// axis (`axis`). Since then shapes are matched from their ends, as NumPy does, so an operand that
// began elsewhere gets trailing ones.
#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// A vector of `count` (an int64 tensor of one element) ones.
Value ones(Writer& writer, Value count) {
  const int64_t one = 1;
  const auto view = sdk::host_view(MORTISE_DTYPE_INT64, sdk::ShapeView(&one, 1), &one);
  return writer.op("ConstantOfShape", {count}, {sdk::Attr("value", &view)});
}

Value rank_of(Writer& writer, Value value) {
  return writer.op("Shape", {writer.op("Shape", {value})});
}

bool has_one_element(const Writer& writer, Value value) {
  const Tensor* tensor = writer.constant_of(value);
  return tensor != nullptr && sdk::element_count(sdk::ShapeView(tensor->shape)) == 1;
}

std::vector<Value> align_operand(Writer& writer, Node node) {
  const bool broadcast = node.take_int("broadcast").value_or(0) != 0;
  const auto axis = node.take_int("axis");
  const Value a = node.required_input(0);
  const Value b = node.required_input(1);
  if (broadcast && axis && !has_one_element(writer, b)) {
    // Ones behind b: rank(a) - axis - rank(b), where a negative axis counts from the end.
    const Value from_axis = *axis < 0
                                ? writer.ints({-*axis})
                                : writer.op("Sub", {rank_of(writer, a), writer.ints({*axis})});
    const Value count = writer.op("Sub", {from_axis, rank_of(writer, b)});
    const Value shape =
        writer.op("Concat", {writer.op("Shape", {b}), ones(writer, count)}, {sdk::Attr("axis", 0)});
    node.inputs[1] = writer.op("Reshape", {b, shape});
  }
  return writer.add(std::move(node));
}

/// The slope was a vector with an element per channel, axis 1, or a single one.
std::vector<Value> align_slope(Writer& writer, Node node) {
  const Value slope = node.required_input(1);
  const Tensor* known = writer.constant_of(slope);
  const bool fits =
      known != nullptr && (has_one_element(writer, slope) || known->shape.size() != 1);
  if (!fits) {
    const Value count =
        writer.op("Sub", {rank_of(writer, node.required_input(0)), writer.ints({2})});
    const Value shape =
        writer.op("Concat", {writer.ints({-1}), ones(writer, count)}, {sdk::Attr("axis", 0)});
    node.inputs[1] = writer.op("Reshape", {slope, shape});
  }
  return writer.add(std::move(node));
}

/// Gemm's C has always been broadcast from its end.
std::vector<Value> drop_broadcast(Writer& writer, Node node) {
  node.remove("broadcast");
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"Add", 7, align_operand},   {"Sub", 7, align_operand},     {"Mul", 7, align_operand},
    {"Div", 7, align_operand},   {"Pow", 7, align_operand},     {"And", 7, align_operand},
    {"Or", 7, align_operand},    {"Xor", 7, align_operand},     {"Equal", 7, align_operand},
    {"Less", 7, align_operand},  {"Greater", 7, align_operand}, {"PRelu", 7, align_slope},
    {"Gemm", 7, drop_broadcast},
};

}  // namespace

sdk::Span<const Step> broadcast_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
