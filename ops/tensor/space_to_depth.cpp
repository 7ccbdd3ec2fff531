#include "ops/common/block_size.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

int64_t divided(int64_t extent, int64_t block) {
  if (extent < 0) return MORTISE_DIM_UNKNOWN;
  if (extent % block != 0) invalid("extent ", extent, " is no multiple of blocksize ", block);
  return extent / block;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_rank(0, 4);
  const int64_t block = block_of(node);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const ShapeView shape = node.shape(0);
  int64_t channels = shape[1];
  if (channels < 0) {
    channels = MORTISE_DIM_UNKNOWN;
  } else if (__builtin_mul_overflow(channels, block * block, &channels)) {
    invalid("blocksize is too large");
  }
  out.set(0, node.dtype(0),
          Shape{shape[0], channels, divided(shape[2], block), divided(shape[3], block)});
}

// A channel of the output is (row, column, channel), where row and column are those in the block.
class SpaceToDepthKernel {
 public:
  SpaceToDepthKernel(const Node& node, const KernelContext&)
      : block_(block_of(node)), bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const ShapeView in = launch.input_shape(0);
    const ShapeView out = launch.output_shape(0);
    const auto from = row_major_strides(in);
    const auto to = row_major_strides(out);
    Walk<2> walk;
    walk.add_dim(in[0], {to[0], from[0]});
    walk.add_dim(block_, {to[1] * in[1] * block_, from[2]});
    walk.add_dim(block_, {to[1] * in[1], 1});
    walk.add_dim(in[1], {to[1], from[1]});
    walk.add_dim(out[2], {to[2], from[2] * block_});
    walk.add_dim(out[3], {1, block_});
    move_walk(bytes_, walk, launch.input(0).data, launch.output(0).data);
  }

 private:
  int64_t block_;
  int64_t bytes_;
};

}  // namespace

MORTISE_OPERATOR(SpaceToDepth, 13) {
  op.summary("Blocks of the plane moved to channels")
      .input("input")
      .output("output")
      .required_attribute("blocksize", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .infer(&infer)
      .gradient(&move_first_gradient)
      .kernel<SpaceToDepthKernel>();
}

}  // namespace mortise::ops
