// Shapes of matrix products.
#pragma once

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {

/// The shape of a product of stacks of matrices, or of vectors, as NumPy has it.
inline Shape product_shape(ShapeView a, ShapeView b) {
  if (a.empty() || b.empty()) invalid("scalars have no matrix product");
  unify_extents(a.back(), b.size() == 1 ? b[0] : b[b.size() - 2]);
  const ShapeView a_batch(a.data(), a.size() < 2 ? 0 : a.size() - 2);
  const ShapeView b_batch(b.data(), b.size() < 2 ? 0 : b.size() - 2);
  Shape shape = broadcast_shapes(a_batch, b_batch);
  if (a.size() > 1) shape.push_back(a[a.size() - 2]);
  if (b.size() > 1) shape.push_back(b.back());
  return shape;
}

/// Output 0 is the product of inputs `a` and `b`.
inline void infer_product(const Node& node, Inference& out, size_t a, size_t b, uint32_t dtype) {
  if (node.ranked(a) && node.ranked(b)) {
    out.set(0, dtype, product_shape(node.shape(a), node.shape(b)));
  } else {
    out.set_unranked(0, dtype);
  }
}

}  // namespace mortise::contrib
