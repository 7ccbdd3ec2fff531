// Which ONNX operators are elementwise steps.
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "backends/cpu/program.hpp"

namespace mortise::cpu {
namespace {

using Steps = std::vector<Step>;

/// The only element of a constant input; `absent` when the input is not there, nothing when it is
/// not constant or has several elements.
std::optional<float> constant_scalar(const sdk::Node& node, size_t index, float absent) {
  if (!node.has_input(index)) return absent;
  const mortise_tensor_view_t* constant = node.constant(index);
  if (constant == nullptr || constant->dtype != MORTISE_DTYPE_FLOAT32 ||
      sdk::element_count(*constant) != 1) {
    return std::nullopt;
  }
  return *sdk::data<float>(*constant);
}

std::optional<Steps> clip_steps(const sdk::Node& node) {
  const auto low = constant_scalar(node, 1, -std::numeric_limits<float>::infinity());
  const auto high = constant_scalar(node, 2, std::numeric_limits<float>::infinity());
  if (!low || !high) return std::nullopt;
  return Steps{{Unary::kClip, *low, *high}};
}

std::optional<Steps> pow_steps(const sdk::Node& node) {
  const auto exponent = constant_scalar(node, 1, 1);
  // A constant of higher rank would widen the result.
  if (!exponent || node.rank(1) > node.rank(0)) return std::nullopt;
  if (*exponent == 2.0f) return Steps{{Unary::kSquare}};
  if (*exponent == 1.0f) return Steps{{Unary::kLinear, 1, 0}};
  if (*exponent == -1.0f) return Steps{{Unary::kReciprocal}};
  return Steps{{Unary::kPow, *exponent, 0}};
}

float attribute(const sdk::Node& node, std::string_view name, double absent) {
  return static_cast<float>(node.attr_float(name, absent));
}

std::optional<Steps> with_attributes(const sdk::Node& node) {
  const std::string_view op = node.op();
  if (op == "LeakyRelu") return Steps{{Unary::kLeakyRelu, attribute(node, "alpha", 0.01)}};
  if (op == "Elu") return Steps{{Unary::kElu, attribute(node, "alpha", 1)}};
  if (op == "Swish") return Steps{{Unary::kSwish, attribute(node, "alpha", 1)}};
  if (op == "HardSwish") return Steps{{Unary::kHardSwish, 1.0f / 6, 0.5f}};
  if (op == "HardSigmoid") {
    return Steps{{Unary::kLinear, attribute(node, "alpha", 0.2), attribute(node, "beta", 0.5)},
                 {Unary::kClip, 0, 1}};
  }
  if (op == "Gelu") {
    const bool by_tanh = node.attr_string("approximate", "none") == "tanh";
    return Steps{{by_tanh ? Unary::kGeluTanh : Unary::kGelu}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Steps> unary_steps(const sdk::Node& node) {
  static constexpr std::pair<std::string_view, Step> kPlain[] = {
      {"Relu", {Unary::kRelu}},   {"Sigmoid", {Unary::kSigmoid}},
      {"Tanh", {Unary::kTanh}},   {"Erf", {Unary::kErf}},
      {"Exp", {Unary::kExp}},     {"Log", {Unary::kLog}},
      {"Sqrt", {Unary::kSqrt}},   {"Reciprocal", {Unary::kReciprocal}},
      {"Abs", {Unary::kAbs}},     {"Neg", {Unary::kLinear, -1, 0}},
      {"Floor", {Unary::kFloor}}, {"Ceil", {Unary::kCeil}},
  };
  if (!node.domain().empty() || !node.has_input(0) || node.dtype(0) != MORTISE_DTYPE_FLOAT32) {
    return std::nullopt;
  }
  for (const auto& [op, step] : kPlain) {
    if (node.op() == op) return Steps{step};
  }
  if (node.op() == "Clip") return clip_steps(node);
  if (node.op() == "Pow") return pow_steps(node);
  return with_attributes(node);
}

std::optional<Binary> binary_operation(const sdk::Node& node) {
  static constexpr std::pair<std::string_view, Binary> kOperations[] = {
      {"Add", Binary::kAdd}, {"Sub", Binary::kSub}, {"Mul", Binary::kMul},
      {"Div", Binary::kDiv}, {"Min", Binary::kMin}, {"Max", Binary::kMax},
  };
  if (!node.domain().empty() || node.input_count() != 2) return std::nullopt;
  for (const auto& [op, binary] : kOperations) {
    if (node.op() == op) return binary;
  }
  return std::nullopt;
}

}  // namespace mortise::cpu
