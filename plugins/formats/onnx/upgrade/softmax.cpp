// Before opset 13, these operators took their input for a matrix: axes before `axis` were its rows,
// the rest its columns, and each row was normalised as a whole. Since then only the one axis is.
#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

std::vector<Value> as_matrix_13(Writer& writer, Node node) {
  const int64_t axis = node.take_int("axis").value_or(1);
  node.set("axis", int64_t{-1});
  // Of the last axis alone, both forms say the same.
  if (axis == -1) return writer.add(std::move(node));
  const Value x = node.required_input(0);
  const Value shape = writer.op("Shape", {x});
  node.inputs[0] = writer.op("Flatten", {x}, {sdk::Attr("axis", axis)});
  const Value rows = writer.add(std::move(node))[0];
  return {writer.op("Reshape", {rows, shape})};
}

constexpr Step kSteps[] = {
    {"Softmax", 13, as_matrix_13},
    {"LogSoftmax", 13, as_matrix_13},
    {"Hardmax", 13, as_matrix_13},
};

}  // namespace

sdk::Span<const Step> softmax_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
