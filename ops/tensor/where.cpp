#include "ops/common/arithmetic.hpp"
#include "ops/common/elementwise.hpp"
#include "ops/common/forward.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<bool8>{}));
  node.check_dtype(1, kMovableDtypes);
  node.check_same_dtype(1, 2);
  const uint32_t known = node.dtype(1);
  infer_broadcast(node, out, known == MORTISE_DTYPE_UNDEFINED ? node.dtype(2) : known);
}

void gradient(Gradient& g) {
  const Value zero = g.b.scalar(g.node.dtype(1), 0);
  const Value condition = g.input_value(0);
  g.set_input(1, sum_to_input(g, g.b.node("Where", {condition, g.output(0), zero}), 1));
  g.set_input(2, sum_to_input(g, g.b.node("Where", {condition, zero, g.output(0)}), 2));
}

class WhereKernel {
 public:
  WhereKernel(const Node& node, const KernelContext&) : bytes_(element_bytes(node.dtype(1))) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    const auto walk =
        broadcast_walk<3>(launch.output_shape(0),
                          {launch.input_shape(0), launch.input_shape(1), launch.input_shape(2)});
    walk.elements([&](const auto& offset) {
      const size_t chosen = load(launch.in<bool8>(0)[offset[1]]) ? 1 : 2;
      move_elements(bytes_, launch.in<char>(chosen) + offset[chosen + 1] * bytes_, 1,
                    launch.out<char>(0) + offset[0] * bytes_, 1, 1);
    });
  }

 private:
  int64_t bytes_;
};

// The condition is known, and the same everywhere.
std::optional<uint32_t> forward(const Node& node, size_t) {
  for (const uint32_t chosen : {1u, 2u}) {
    if (has_type_of(node, 0, chosen) && is_all(node, 0, chosen == 1 ? 1 : 0)) return chosen;
  }
  return std::nullopt;
}

}  // namespace

MORTISE_OPERATOR(Where, 16) {
  op.summary("X where the condition holds, Y elsewhere, with broadcasting")
      .input("condition")
      .input("X")
      .input("Y")
      .output("output")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .forward(&forward)
      .infer(&infer)
      .piece(&elementwise_piece)
      .gradient(&gradient)
      .kernel<WhereKernel>();
}

}  // namespace mortise::ops
