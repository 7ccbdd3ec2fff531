#include "plugins/operators/contrib/quantized.hpp"

namespace mortise::contrib {
namespace {

using QuantizedTypes = TypeList<uint8_t, int8_t, uint16_t, int16_t>;
constexpr DtypeSet kDequantizable =
    dtype_set(TypeList<uint8_t, int8_t, uint16_t, int16_t, int32_t>{});

// One scale for all, or one for each index of an axis, which then must be named.
Attrs axis_attributes(const Node& node) { return kept_attributes(node, {"axis"}); }

void check_scales(const Node& node) {
  if (node.has_input(2) && node.ranked(1) && node.ranked(2)) {
    node.check_rank(2, node.rank(1));
    for (size_t i = 0; i < node.shape(1).size(); ++i)
      unify_extents(node.shape(1)[i], node.shape(2)[i]);
  }
  if (!node.ranked(1) || node.rank(1) == 0) return;
  node.check_rank(1, 1);
  if (!node.has_attr("axis")) return node.check_scalar(1, kFloats);
  if (!node.ranked(0) || node.shape(1)[0] == 1) return;
  const int64_t axis = normalize_axis(node.attr_int("axis"), node.rank(0));
  unify_extents(node.shape(0)[static_cast<size_t>(axis)], node.shape(1)[0]);
}

void infer_quantize(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<float, float16>{}));
  node.check_same_dtype(0, 1);
  if (node.has_input(2)) node.check_dtype(2, dtype_set(QuantizedTypes{}));
  check_scales(node);
  out.set_like(0, node.type(0), node.has_input(2) ? node.dtype(2) : uint32_t{MORTISE_DTYPE_UINT8});
}

std::vector<Value> decompose_quantize(const Node& node, Builder& b) {
  return {b.node("QuantizeLinear", node.input_ids(), axis_attributes(node))};
}

void infer_dequantize(const Node& node, Inference& out) {
  node.check_dtype(0, kDequantizable);
  node.check_dtype(1, dtype_set(TypeList<float, float16>{}));
  if (node.has_input(2)) node.check_same_dtype(0, 2);
  check_scales(node);
  out.set_like(0, node.type(0), node.dtype(1));
}

std::vector<Value> decompose_dequantize(const Node& node, Builder& b) {
  return {b.node("DequantizeLinear", node.input_ids(), axis_attributes(node))};
}

}  // namespace

MORTISE_OPERATOR(QuantizeLinear, 1) {
  op.summary("Elements as integers of a scale and a zero point")
      .input("x")
      .input("y_scale")
      .optional_input("y_zero_point")
      .output("y")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer_quantize)
      .decompose(&decompose_quantize);
}

MORTISE_OPERATOR(DequantizeLinear, 1) {
  op.summary("What integers of a scale and a zero point stand for")
      .input("x")
      .input("x_scale")
      .optional_input("x_zero_point")
      .output("y")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer_dequantize)
      .decompose(&decompose_dequantize);
}

}  // namespace mortise::contrib
