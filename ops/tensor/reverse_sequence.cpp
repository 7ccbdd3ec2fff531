#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

struct Axes {
  size_t batch, time;
};

Axes axes_of(const Node& node) {
  const int64_t batch = node.attr_int("batch_axis", 1), time = node.attr_int("time_axis", 0);
  if (batch < 0 || batch > 1 || time != 1 - batch) {
    invalid("batch_axis is ", batch, " and time_axis ", time, "; one must be 0 and the other 1");
  }
  return {static_cast<size_t>(batch), static_cast<size_t>(time)};
}

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, kMovableDtypes);
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  node.check_rank(1, 1);
  const Axes axes = axes_of(node);
  if (!node.ranked(0)) return;
  if (node.rank(0) < 2) invalid("the input's rank must be 2 or more");
  if (node.ranked(1)) unify_extents(node.shape(1)[0], node.shape(0)[axes.batch]);
}

class ReverseSequenceKernel {
 public:
  ReverseSequenceKernel(const Node& node, const KernelContext&)
      : axes_(axes_of(node)), bytes_(element_bytes(node.dtype(0))) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const auto strides = row_major_strides(shape);
    const int64_t steps = shape[axes_.time];
    const int64_t block = strides[1];
    for (int64_t b = 0; b < shape[axes_.batch]; ++b) {
      const int64_t length = launch.in<int64_t>(1)[b];
      if (length < 0 || length > steps)
        invalid("sequence_lens holds ", length, "; there are ", steps, " steps");
      for (int64_t t = 0; t < steps; ++t) {
        const int64_t source = t < length ? length - 1 - t : t;
        const int64_t base = b * strides[axes_.batch];
        move_elements(bytes_, launch.in<char>(0) + (base + source * strides[axes_.time]) * bytes_,
                      1, launch.out<char>(0) + (base + t * strides[axes_.time]) * bytes_, 1, block);
      }
    }
  }

 private:
  Axes axes_;
  int64_t bytes_;
};

}  // namespace

MORTISE_OPERATOR(ReverseSequence, 10) {
  op.summary("The first steps of each sequence of a batch, in reverse")
      .input("input")
      .input("sequence_lens")
      .output("Y")
      .attribute("batch_axis", MORTISE_ATTRIBUTE_INT)
      .attribute("time_axis", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .infer(&infer)
      .gradient(&move_first_gradient)
      .kernel<ReverseSequenceKernel>();
}

}  // namespace mortise::ops
