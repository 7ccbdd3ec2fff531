// The operands of a matrix product over broadcast batches, as NumPy has them.
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {

/// A vector on the left is a row, on the right a column, and that axis is missing in the result. Requires: no rank is 0.
struct Operands {
  Operands(ShapeView a, ShapeView b)
      : left_vector(a.size() == 1),
        right_vector(b.size() == 1),
        a_batch(a.data(), left_vector ? 0 : a.size() - 2),
        b_batch(b.data(), right_vector ? 0 : b.size() - 2),
        rows(left_vector ? 1 : a[a.size() - 2]),
        inner(a.back()),
        b_inner(right_vector ? b[0] : b[b.size() - 2]),
        columns(right_vector ? 1 : b.back()) {}
  bool left_vector, right_vector;
  ShapeView a_batch, b_batch;
  int64_t rows, inner, b_inner, columns;
};

/// For shape rules: output 0 is the product of inputs `a` and `b`.
inline void infer_product(const Node& node, Inference& out, size_t a, size_t b, uint32_t dtype) {
  if (!node.ranked(a) || !node.ranked(b)) return out.set_unranked(0, dtype);
  if (node.rank(a) == 0 || node.rank(b) == 0) invalid("a scalar cannot be multiplied; use Mul");
  const Operands operands(node.shape(a), node.shape(b));
  if (operands.inner >= 0 && operands.b_inner >= 0 && operands.inner != operands.b_inner) {
    invalid("A has shape ", node.shape(a), " and B has shape ", node.shape(b), ": extents ",
            operands.inner, " and ", operands.b_inner, " must be equal");
  }
  Shape shape = broadcast_shapes(operands.a_batch, operands.b_batch);
  if (!operands.left_vector) shape.push_back(operands.rows);
  if (!operands.right_vector) shape.push_back(operands.columns);
  out.set(0, dtype, shape);
}

/// Calls product(offset of the output's matrix, number of A's matrix, number of B's) for each of the batch.
template <class Product>
void each_product(const Launch& launch, const Operands& operands, Product&& product) {
  const size_t batch_rank = launch.output_shape(0).size() - (operands.left_vector ? 0 : 1) -
                            (operands.right_vector ? 0 : 1);
  const ShapeView batch(launch.output_shape(0).data(), batch_rank);
  const auto walk = broadcast_walk<2>(batch, {operands.a_batch, operands.b_batch});
  walk.elements([&](const auto& index) {
    product(index[0] * operands.rows * operands.columns, index[1], index[2]);
  });
}

}  // namespace mortise::ops
