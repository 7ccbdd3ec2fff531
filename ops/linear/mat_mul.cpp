#include <algorithm>

#include "ops/common/gradients.hpp"
#include "ops/common/matrix_product.hpp"

namespace mortise::ops {
namespace {

using MatMulTypes = Concat<FloatTypes, TypeList<int32_t, int64_t, uint32_t, uint64_t>>;

void infer(const Node& node, Inference& out) {
  infer_product(node, out, 0, 1, common_dtype(node, dtype_set(MatMulTypes{})));
}

// dA = dY B^T, dB = A^T dY, each summed over what broadcasting added. A vector is a row on the left, a column on the right.
void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0) || !node.ranked(1)) unsupported("the gradient needs ranks that are known");
  const bool is_row = node.rank(0) == 1, is_column = node.rank(1) == 1;
  Value a = g.input_value(0), b = g.input_value(1), dy = g.output(0);
  const Value last = g.b.ints({-1}), first = g.b.ints({0});
  if (is_column) dy = g.b.node("Unsqueeze", {dy, last});
  if (is_row) dy = g.b.node("Unsqueeze", {dy, g.b.ints({-2})});
  if (is_row) a = g.b.node("Unsqueeze", {a, first});
  if (is_column) b = g.b.node("Unsqueeze", {b, last});
  const Value b_transposed = swap_last_axes(g.b, b, std::max<int64_t>(2, node.rank(1)));
  const Value a_transposed = swap_last_axes(g.b, a, std::max<int64_t>(2, node.rank(0)));
  const bool plain = node.rank(0) == 2 && node.rank(1) == 2;
  const Value a_gradient = g.b.node("MatMul", {dy, b_transposed});
  Value b_gradient = g.b.node("MatMul", {a_transposed, dy});
  if (is_column) b_gradient = g.b.node("Squeeze", {b_gradient, last});
  g.set_input(0, plain ? a_gradient : g.b.mortise_node("SumTo", {a_gradient, g.input_value(0)}));
  g.set_input(1, plain ? b_gradient : g.b.mortise_node("SumTo", {b_gradient, g.input_value(1)}));
}

void piece_of_batch(const Node& node, const PieceQuery& query, Pieces& pieces, size_t input,
                    int64_t batch_rank) {
  const int64_t input_batch = node.rank(input) < 2 ? 0 : node.rank(input) - 2;
  const int64_t axis = query.axis - (batch_rank - input_batch);
  const size_t output_axis = static_cast<size_t>(query.axis);
  if (axis < 0 ||
      node.shape(input)[static_cast<size_t>(axis)] != node.output_shape(0)[output_axis]) {
    return;
  }
  pieces.range(input, axis, query.begin, query.end);
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  const Operands operands(node.shape(0), node.shape(1));
  const int64_t batch_rank = static_cast<int64_t>(operands.a_batch.size() > operands.b_batch.size()
                                                      ? operands.a_batch.size()
                                                      : operands.b_batch.size());
  if (query.axis < batch_rank) {
    piece_of_batch(node, query, pieces, 0, batch_rank);
    piece_of_batch(node, query, pieces, 1, batch_rank);
  } else if (query.axis == batch_rank && !operands.left_vector) {
    pieces.range(0, node.rank(0) - 2, query.begin, query.end);
  } else {
    pieces.range(1, node.rank(1) - 1, query.begin, query.end);
  }
}

double flops(const Node& node) {
  double products = 2 * static_cast<double>(node.shape(0).back());
  for (int64_t extent : node.output_shape(0)) products *= static_cast<double>(extent);
  return products;
}

// Row by row, in a row of accumulators.
class MatMulKernel {
 public:
  MatMulKernel(const Node& node, const KernelContext&)
      : columns_(Operands(node.shape(0), node.shape(1)).columns),
        multiply_(visit_dtype(MatMulTypes{}, node.dtype(0), [](auto tag) -> Multiply {
          return &multiply<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }
  uint64_t workspace_size() const { return static_cast<uint64_t>(columns_) * 8; }
  void run(const Launch& launch) const { multiply_(launch); }

 private:
  using Multiply = void (*)(const Launch&);

  template <class T>
  static void multiply(const Launch& launch) {
    const Operands operands(launch.input_shape(0), launch.input_shape(1));
    const int64_t columns = operands.columns;
    auto* sums = launch.workspace<Accumulator<T>>();
    each_product(launch, operands, [&](int64_t offset, int64_t a_index, int64_t b_index) {
      const T* a = launch.in<T>(0) + a_index * operands.rows * operands.inner;
      const T* b = launch.in<T>(1) + b_index * operands.inner * columns;
      T* y = launch.out<T>(0) + offset;
      for (int64_t row = 0; row < operands.rows; ++row) {
        multiply_row(a + row * operands.inner, b, operands.inner, columns, sums);
        for (int64_t n = 0; n < columns; ++n) y[row * columns + n] = store<T>(sums[n]);
      }
    });
  }

  template <class T>
  static void multiply_row(const T* a, const T* b, int64_t inner, int64_t columns,
                           Accumulator<T>* sums) {
    for (int64_t n = 0; n < columns; ++n) sums[n] = 0;
    for (int64_t k = 0; k < inner; ++k) {
      const auto factor = static_cast<Accumulator<T>>(load(a[k]));
      for (int64_t n = 0; n < columns; ++n) {
        const auto other = static_cast<Accumulator<T>>(load(b[k * columns + n]));
        sums[n] = wrapping_add(sums[n], wrapping_multiply(factor, other));
      }
    }
  }

  int64_t columns_;
  Multiply multiply_;
};

}  // namespace

MORTISE_OPERATOR(MatMul, 13) {
  op.summary("The matrix product, over broadcast batches")
      .input("A")
      .input("B")
      .output("Y")
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&piece)
      .flops(&flops)
      .kernel<MatMulKernel>();
}

}  // namespace mortise::ops
