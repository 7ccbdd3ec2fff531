#include "ops/common/integer_product.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(ByteTypes{}));
  node.check_dtype(1, dtype_set(ByteTypes{}));
  if (node.has_input(2)) node.check_same_dtype(0, 2);
  if (node.has_input(3)) node.check_same_dtype(1, 3);
  check_line_numbers(node, 2, 0, 2);
  check_line_numbers(node, 3, 1, 1);
  infer_product(node, out, 0, 1, MORTISE_DTYPE_INT32);
}

class MatMulIntegerKernel {
 public:
  MatMulIntegerKernel(const Node& node, const KernelContext&) { check_rank_limit(node); }

  // Sums wrap around in 32 bits, as the standard says that they may.
  void run(const Launch& launch) const {
    auto* y = launch.out<int32_t>(0);
    each_integer_sum(launch, {0, 2, 1, 3},
                     [y](int64_t offset, int64_t, int64_t, int64_t, int64_t, int64_t sum) {
                       y[offset] = static_cast<int32_t>(sum);
                     });
  }
};

}  // namespace

MORTISE_OPERATOR(MatMulInteger, 10) {
  op.summary("The matrix product of 8-bit integers less their zero points, in 32 bits")
      .input("A")
      .input("B")
      .optional_input("a_zero_point")
      .optional_input("b_zero_point")
      .output("Y")
      .infer(&infer)
      .kernel<MatMulIntegerKernel>();
}

}  // namespace mortise::ops
