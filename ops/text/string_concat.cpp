#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_broadcast(node, out, common_dtype(node, dtype_set(TypeList<mortise_string_t>{})));
}

class StringConcatKernel {
 public:
  StringConcatKernel(const Node& node, const KernelContext&) { check_rank_limit(node); }

  void run(const Launch& launch) const {
    const auto walk =
        broadcast_walk<2>(launch.output_shape(0), {launch.input_shape(0), launch.input_shape(1)});
    walk.elements([&](const auto& offset) {
      const mortise_string_t left = launch.in<mortise_string_t>(0)[offset[1]];
      const mortise_string_t right = launch.in<mortise_string_t>(1)[offset[2]];
      launch.out<mortise_string_t>(0)[offset[0]] = join(launch, left, right);
    });
  }

 private:
  static mortise_string_t join(const Launch& launch, mortise_string_t left,
                               mortise_string_t right) {
    if (left.size == 0) return right;
    if (right.size == 0) return left;
    if (right.size > UINT64_MAX - left.size) invalid("a string is longer than memory");
    char* bytes = launch.string_bytes(left.size + right.size);
    to_view(left).copy(bytes, left.size);
    to_view(right).copy(bytes + left.size, right.size);
    return {bytes, left.size + right.size};
  }
};

}  // namespace

MORTISE_OPERATOR(StringConcat, 20) {
  op.summary("Strings, each followed by another, with broadcasting")
      .input("X")
      .input("Y")
      .output("Z")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .infer(&infer)
      .piece(&elementwise_piece)
      .kernel<StringConcatKernel>();
}

}  // namespace mortise::ops
