// Tensors of 8 bits with their scales and zero points.
#pragma once

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {

inline constexpr DtypeSet kBytes = dtype_set(TypeList<uint8_t, int8_t>{});

/// The inputs that hold a tensor, its scale and its zero point, which may be absent.
struct Quantized {
  size_t tensor, scale, zero;
};

/// The tensor is of bytes, and has one scale and one zero point of its dtype.
inline void check_quantized(const Node& node, const Quantized& q) {
  node.check_dtype(q.tensor, kBytes);
  node.check_scalar(q.scale, dtype_set(TypeList<float>{}));
  if (!node.has_input(q.zero)) return;
  node.check_same_dtype(q.tensor, q.zero);
  node.check_scalar(q.zero, kBytes);
}

/// The scale and the zero point of an output of the same dtype as input 0.
inline void check_output_scale(const Node& node, size_t scale, size_t zero) {
  check_quantized(node, {0, scale, zero});
}

/// As float32.
inline Value dequantized(const Node& node, Builder& b, const Quantized& q) {
  return b.node("DequantizeLinear",
                {node.input_id(q.tensor), node.input_id(q.scale), node.input_id(q.zero)});
}

/// As bytes of the dtype of input 0.
inline Value quantized(const Node& node, Builder& b, Value x, size_t scale, size_t zero) {
  const Value point = node.has_input(zero) ? node.input_id(zero) : b.scalar(node.dtype(0), 0);
  return b.node("QuantizeLinear", {x, node.input_id(scale), point});
}

}  // namespace mortise::contrib
