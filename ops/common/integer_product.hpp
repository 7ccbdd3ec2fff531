// Products of quantised matrices: 8-bit elements less their zero points, one for all or one for each line.
#pragma once

#include <cmath>

#include "ops/common/matrix_product.hpp"

namespace mortise::ops {

using ByteTypes = TypeList<uint8_t, int8_t>;

/// Elements of 8 bits, signed or not. None: all are zero.
class ByteElements {
 public:
  ByteElements(const Launch& launch, size_t input) {
    if (!launch.has_input(input)) return;
    data_ = launch.in<uint8_t>(input);
    is_signed_ = launch.input(input).dtype == MORTISE_DTYPE_INT8;
  }
  int64_t at(int64_t index) const {
    if (data_ == nullptr) return 0;
    return is_signed_ ? int64_t{static_cast<int8_t>(data_[index])} : int64_t{data_[index]};
  }

 private:
  const uint8_t* data_ = nullptr;
  bool is_signed_ = false;
};

/// Which number of a scale or zero point belongs to a line (a row of A, a column of B) of a matrix.
class LineIndex {
 public:
  LineIndex(const Launch& launch, size_t input, int64_t lines) : lines_(lines) {
    if (!launch.has_input(input)) return;
    const ShapeView shape = launch.input_shape(input);
    one_ = element_count(shape) == 1;
    shared_ = shape.size() <= 1;
  }
  int64_t operator()(int64_t matrix, int64_t line) const {
    if (one_) return 0;
    return shared_ ? line : matrix * lines_ + line;
  }

 private:
  int64_t lines_;
  bool one_ = true, shared_ = true;
};

/// For shape rules: input `numbers` has one element, one for each line, or one for each line of each matrix of input
/// `operand`; lines run along axis `from_end` (1: the last).
inline void check_line_numbers(const Node& node, size_t numbers, size_t operand, size_t from_end) {
  if (!node.has_input(numbers) || !node.ranked(numbers) || !node.ranked(operand)) return;
  const ShapeView given = node.shape(numbers);
  const ShapeView shape = node.shape(operand);
  bool one = true;
  for (const int64_t extent : given) one = one && (extent == 1 || extent < 0);
  if (one || shape.size() < from_end) return;
  const size_t axis = shape.size() - from_end;
  if (given.size() == 1) {
    unify_extents(given[0], shape[axis]);
    return;
  }
  node.check_rank(numbers, node.rank(operand));
  for (size_t i = 0; i < given.size(); ++i)
    unify_extents(given[i], i == axis || i + 2 < given.size() ? shape[i] : 1);
}

/// For shape rules: input `numbers` has one element, or one for each output channel of the weights `w`.
inline void check_channel_numbers(const Node& node, size_t numbers, size_t w) {
  if (!node.ranked(numbers) || !node.ranked(w) || node.rank(w) == 0) return;
  if (node.rank(numbers) == 0) return;
  node.check_rank(numbers, 1);
  if (node.shape(numbers)[0] != 1) unify_extents(node.shape(numbers)[0], node.shape(w)[0]);
}

/// Inputs of a product: matrices, and their zero points.
struct ProductInputs {
  size_t a, a_zero, b, b_zero;
};

/// Calls emit(offset of the output's element, A's matrix, row, B's matrix, column, sum) for each element of the product.
template <class Emit>
void each_integer_sum(const Launch& launch, const ProductInputs& inputs, Emit&& emit) {
  const Operands operands(launch.input_shape(inputs.a), launch.input_shape(inputs.b));
  const ByteElements a(launch, inputs.a), a_zeros(launch, inputs.a_zero);
  const ByteElements b(launch, inputs.b), b_zeros(launch, inputs.b_zero);
  const LineIndex a_line(launch, inputs.a_zero, operands.rows);
  const LineIndex b_line(launch, inputs.b_zero, operands.columns);
  const int64_t rows = operands.rows, inner = operands.inner, columns = operands.columns;
  each_product(launch, operands, [&](int64_t offset, int64_t a_matrix, int64_t b_matrix) {
    for (int64_t row = 0; row < rows; ++row) {
      const int64_t a_zero = a_zeros.at(a_line(a_matrix, row));
      for (int64_t column = 0; column < columns; ++column) {
        const int64_t b_zero = b_zeros.at(b_line(b_matrix, column));
        int64_t sum = 0;
        for (int64_t k = 0; k < inner; ++k) {
          sum += (a.at((a_matrix * rows + row) * inner + k) - a_zero) *
                 (b.at((b_matrix * inner + k) * columns + column) - b_zero);
        }
        emit(offset + row * columns + column, a_matrix, row, b_matrix, column, sum);
      }
    }
  });
}

/// round(x), halves to even, moved by the zero point and kept within T.
template <class T>
T requantized(double x, int64_t zero) {
  return saturating_cast<T>(std::nearbyint(x) + static_cast<double>(zero));
}

}  // namespace mortise::ops
