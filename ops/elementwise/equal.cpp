#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

struct EqualFunction {
  template <class T>
  bool operator()(T a, T b) const {
    return a == b;
  }
};

constexpr DtypeSet kCompared = {dtype_set(PlainTypes{}).bits | uint64_t{1} << MORTISE_DTYPE_STRING};

void infer(const Node& node, Inference& out) {
  common_dtype(node, kCompared);
  infer_broadcast(node, out, MORTISE_DTYPE_BOOL);
}

// Strings byte by byte; all else as numbers.
class EqualKernel {
 public:
  EqualKernel(const Node& node, const KernelContext& context) {
    if (node.dtype(0) != MORTISE_DTYPE_STRING) {
      plain_.emplace(node, context);
    } else {
      check_rank_limit(node);
    }
  }

  void run(const Launch& launch) const {
    if (plain_) return plain_->run(launch);
    const auto walk =
        broadcast_walk<2>(launch.output_shape(0), {launch.input_shape(0), launch.input_shape(1)});
    walk.elements([&](const auto& offset) {
      const std::string_view a = to_view(launch.in<mortise_string_t>(0)[offset[1]]);
      launch.out<bool8>(0)[offset[0]] =
          bool8(a == to_view(launch.in<mortise_string_t>(1)[offset[2]]));
    });
  }

 private:
  std::optional<BinaryKernel<EqualFunction, PlainTypes, bool8>> plain_;
};

}  // namespace

MORTISE_OPERATOR(Equal, 19) {
  op.summary("a = b, element by element, with broadcasting")
      .input("A")
      .input("B")
      .output("C")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .infer(&infer)
      .piece(&elementwise_piece)
      .kernel<EqualKernel>();
}

}  // namespace mortise::ops
