#include "ops/common/integer_product.hpp"
#include "ops/common/quantization.hpp"

namespace mortise::ops {
namespace {

// a, its scale and zero point; the same of b; scale and zero point of y.
constexpr size_t kAScale = 1, kAZero = 2, kB = 3, kBScale = 4, kBZero = 5, kYScale = 6, kYZero = 7;

void infer(const Node& node, Inference& out) {
  for (const size_t input : {size_t{0}, kB, kYZero})
    node.check_dtype(input, dtype_set(ByteTypes{}));
  for (const size_t input : {kAScale, kBScale, kYScale})
    node.check_dtype(input, dtype_set(ScaleTypes{}));
  node.check_same_dtype(0, kAZero);
  node.check_same_dtype(kB, kBZero);
  for (const size_t input : {kAScale, kAZero, kYScale, kYZero})
    check_line_numbers(node, input, 0, 2);
  for (const size_t input : {kBScale, kBZero}) check_line_numbers(node, input, kB, 1);
  infer_product(node, out, 0, kB, node.dtype(kYZero));
}

// y = round(sum * a_scale * b_scale / y_scale) + zero point
class QLinearMatMulKernel {
 public:
  QLinearMatMulKernel(const Node& node, const KernelContext&)
      : load_scales_{loader(node, kAScale), loader(node, kBScale), loader(node, kYScale)},
        signed_output_(node.dtype(kYZero) == MORTISE_DTYPE_INT8) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    const Operands operands(launch.input_shape(0), launch.input_shape(kB));
    const LineIndex a_line(launch, kAScale, operands.rows);
    const LineIndex b_line(launch, kBScale, operands.columns);
    const LineIndex y_line(launch, kYScale, operands.rows);
    const LineIndex y_zero_line(launch, kYZero, operands.rows);
    const ByteElements y_zeros(launch, kYZero);
    each_integer_sum(launch, {0, kAZero, kB, kBZero},
                     [&](int64_t offset, int64_t a_matrix, int64_t row, int64_t b_matrix,
                         int64_t column, int64_t sum) {
                       const float factor = scale(launch, 0, kAScale, a_line(a_matrix, row)) *
                                            scale(launch, 1, kBScale, b_line(b_matrix, column)) /
                                            scale(launch, 2, kYScale, y_line(a_matrix, row));
                       const double value = static_cast<double>(sum) * static_cast<double>(factor);
                       const int64_t zero = y_zeros.at(y_zero_line(a_matrix, row));
                       if (signed_output_) {
                         launch.out<int8_t>(0)[offset] = requantized<int8_t>(value, zero);
                       } else {
                         launch.out<uint8_t>(0)[offset] = requantized<uint8_t>(value, zero);
                       }
                     });
  }

 private:
  using Load = float (*)(const void*, int64_t);

  static Load loader(const Node& node, size_t input) {
    return visit_dtype(ScaleTypes{}, node.dtype(input), [](auto tag) -> Load {
      using T = typename decltype(tag)::type;
      return [](const void* data, int64_t index) {
        return static_cast<float>(load(static_cast<const T*>(data)[index]));
      };
    });
  }
  float scale(const Launch& launch, size_t which, size_t input, int64_t index) const {
    return load_scales_[which](launch.input(input).data, index);
  }

  std::array<Load, 3> load_scales_;
  bool signed_output_;
};

}  // namespace

MORTISE_OPERATOR(QLinearMatMul, 21) {
  op.summary("The matrix product of quantised matrices, quantised again")
      .input("a")
      .input("a_scale")
      .input("a_zero_point")
      .input("b")
      .input("b_scale")
      .input("b_zero_point")
      .input("y_scale")
      .input("y_zero_point")
      .output("y")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<QLinearMatMulKernel>();
}

}  // namespace mortise::ops
