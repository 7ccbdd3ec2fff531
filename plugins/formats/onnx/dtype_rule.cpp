#include "plugins/formats/onnx/dtype_rule.hpp"

#include <algorithm>
#include <iterator>

namespace mortise::onnx {
namespace {

/// Standard operators whose first output has the dtype of their first input, of those that networks
/// clip, pad and normalise. Sorted.
constexpr std::string_view kFollowsInput[] = {"Abs",           "Add",
                                              "AveragePool",   "BatchNormalization",
                                              "Ceil",          "Clip",
                                              "Concat",        "Conv",
                                              "ConvTranspose", "DepthToSpace",
                                              "Div",           "Dropout",
                                              "Elu",           "Erf",
                                              "Exp",           "Expand",
                                              "Flatten",       "Floor",
                                              "Gather",        "Gelu",
                                              "Gemm",          "GlobalAveragePool",
                                              "GlobalMaxPool", "GroupNormalization",
                                              "HardSigmoid",   "HardSwish",
                                              "Identity",      "InstanceNormalization",
                                              "LRN",           "LayerNormalization",
                                              "LeakyRelu",     "Log",
                                              "LogSoftmax",    "MatMul",
                                              "Max",           "MaxPool",
                                              "Mean",          "Min",
                                              "Mish",          "Mul",
                                              "Neg",           "PRelu",
                                              "Pad",           "Pow",
                                              "Reciprocal",    "ReduceMax",
                                              "ReduceMean",    "ReduceMin",
                                              "ReduceSum",     "Relu",
                                              "Reshape",       "Resize",
                                              "Round",         "Selu",
                                              "Sigmoid",       "Slice",
                                              "Softmax",       "Softplus",
                                              "Softsign",      "SpaceToDepth",
                                              "Split",         "Sqrt",
                                              "Squeeze",       "Sub",
                                              "Sum",           "Tanh",
                                              "Tile",          "Transpose",
                                              "Unsqueeze"};
static_assert(std::is_sorted(std::begin(kFollowsInput), std::end(kFollowsInput)));

}  // namespace

uint32_t result_dtype(const Writer& writer, const Node& node, size_t output) {
  if (!node.domain.empty()) return MORTISE_DTYPE_UNDEFINED;
  if (node.op == "Cast") {
    const Attribute* to = node.find("to");
    return to != nullptr && to->int_value > 0 && to->int_value <= MORTISE_DTYPE_INT2
               ? static_cast<uint32_t>(to->int_value)
               : MORTISE_DTYPE_UNDEFINED;
  }
  const bool follows = (output == 0 || node.op == "Split") &&
                       std::binary_search(std::begin(kFollowsInput), std::end(kFollowsInput),
                                          std::string_view(node.op));
  return follows && node.input(0) != kNone ? writer.dtype_of(node.input(0))
                                           : MORTISE_DTYPE_UNDEFINED;
}

}  // namespace mortise::onnx
