#include "plugins/operators/contrib/matrix.hpp"

namespace mortise::contrib {
namespace {

// How the axes of an operand are permuted before the product.
std::vector<size_t> order(const Node& node, char operand, size_t rank) {
  std::vector<size_t> axes(rank);
  for (size_t i = 0; i < rank; ++i) axes[i] = i;
  if (rank < 2) return axes;
  // The first axis goes behind the other axes of the batch.
  if (node.attr_bool(std::string("transBatch") + operand, false))
    std::rotate(axes.begin(), axes.begin() + 1, axes.end() - 1);
  if (node.attr_bool(std::string("trans") + operand, false))
    std::swap(axes[rank - 1], axes[rank - 2]);
  return axes;
}

Shape permuted(ShapeView shape, const std::vector<size_t>& axes) {
  Shape result;
  for (const size_t axis : axes) result.push_back(shape[axis]);
  return result;
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, kFloats);
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, dtype);
  const Shape a = permuted(node.shape(0), order(node, 'A', node.shape(0).size()));
  const Shape b = permuted(node.shape(1), order(node, 'B', node.shape(1).size()));
  out.set(0, dtype, product_shape(a, b));
}

Value operand(const Node& node, Formula& f, size_t input, char name) {
  const std::vector<size_t> axes = order(node, name, node.shape(input).size());
  if (std::is_sorted(axes.begin(), axes.end())) return node.input_id(input);
  return f.transpose(node.input_id(input), {axes.begin(), axes.end()});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(0));
  const Value y = f.product(operand(node, f, 0, 'A'), operand(node, f, 1, 'B'));
  return {f.scaled(y, node.attr_float("alpha", 1))};
}

Operator& define(Operator& op) {
  return op.summary("The scaled product of stacks of matrices, each transposed or not")
      .input("A")
      .input("B")
      .output("Y")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("transA", MORTISE_ATTRIBUTE_INT)
      .attribute("transB", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace

MORTISE_OPERATOR(FusedMatMul, 1) {
  define(op)
      .attribute("transBatchA", MORTISE_ATTRIBUTE_INT)
      .attribute("transBatchB", MORTISE_ATTRIBUTE_INT);
}

MORTISE_OPERATOR(TransposeMatMul, 1) { define(op); }

}  // namespace mortise::contrib
