// Products of quantised matrices, as floats.
#pragma once

#include "plugins/operators/contrib/matrix.hpp"
#include "plugins/operators/contrib/quantized.hpp"

namespace mortise::contrib {

/// Of stacks of matrices of bytes; zero points may be MORTISE_NONE. `scale` is one number, or one for each column.
inline Value scaled_product(Builder& b, Value x, Value x_zero, Value y, Value y_zero, Value scale) {
  Formula f(b, MORTISE_DTYPE_FLOAT32);
  return f.multiply(f.cast(b.node("MatMulInteger", {x, y, x_zero, y_zero})), scale);
}

/// The scale of input `scale` and the zero point, which may be absent, are one for all or one for each column of input `b`.
inline void check_columns(const Node& node, size_t b, size_t scale, size_t zero) {
  node.check_dtype(b, kBytes);
  node.check_dtype(scale, dtype_set(TypeList<float>{}));
  if (node.has_input(zero)) node.check_same_dtype(b, zero);
  for (const size_t input : {scale, zero}) {
    if (!node.has_input(input) || !node.ranked(input) || node.rank(input) == 0) continue;
    node.check_rank(input, 1);
    if (node.shape(input)[0] != 1 && node.ranked(b) && node.rank(b) > 0)
      unify_extents(node.shape(input)[0], node.shape(b).back());
  }
}

/// A bias for each column of input `b`, float32; it may be absent.
inline void check_column_bias(const Node& node, size_t bias, size_t b) {
  if (!node.has_input(bias)) return;
  node.check_dtype(bias, dtype_set(TypeList<float>{}));
  node.check_rank(bias, 1);
  if (node.ranked(bias) && node.ranked(b) && node.rank(b) > 0)
    unify_extents(node.shape(bias)[0], node.shape(b).back());
}

}  // namespace mortise::contrib
