#include "ops/common/block_size.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

bool columns_first(const Node& node) {
  const std::string_view mode = node.attr_string("mode", "DCR");
  if (mode != "DCR" && mode != "CRD")
    invalid("attribute mode is ", mode, "; it must be DCR or CRD");
  return mode == "CRD";
}

int64_t times(int64_t extent, int64_t block) {
  if (extent < 0) return MORTISE_DIM_UNKNOWN;
  if (__builtin_mul_overflow(extent, block, &extent)) invalid("blocksize is too large");
  return extent;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_rank(0, 4);
  const int64_t block = block_of(node);
  columns_first(node);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const ShapeView shape = node.shape(0);
  if (shape[1] >= 0 && shape[1] % (block * block) != 0) {
    invalid("there are ", shape[1], " channels; it must be a multiple of ", block * block);
  }
  const int64_t channels = shape[1] < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : shape[1] / (block * block);
  out.set(0, node.dtype(0),
          Shape{shape[0], channels, times(shape[2], block), times(shape[3], block)});
}

class DepthToSpaceKernel {
 public:
  DepthToSpaceKernel(const Node& node, const KernelContext&)
      : block_(block_of(node)),
        columns_first_(columns_first(node)),
        bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const ShapeView in = launch.input_shape(0);
    const auto from = row_major_strides(in);
    const auto to = row_major_strides(launch.output_shape(0));
    const int64_t channels = launch.output_shape(0)[1];
    // A channel of the input is (row, column, channel) in DCR, (channel, row, column) in CRD.
    const int64_t channel = columns_first_ ? block_ * block_ : 1;
    const int64_t column = columns_first_ ? 1 : channels;
    Walk<2> walk;
    walk.add_dim(in[0], {to[0], from[0]});
    walk.add_dim(channels, {to[1], from[1] * channel});
    walk.add_dim(in[2], {to[2] * block_, from[2]});
    walk.add_dim(block_, {to[2], from[1] * column * block_});
    walk.add_dim(in[3], {block_, from[3]});
    walk.add_dim(block_, {1, from[1] * column});
    move_walk(bytes_, walk, launch.input(0).data, launch.output(0).data);
  }

 private:
  int64_t block_;
  bool columns_first_;
  int64_t bytes_;
};

}  // namespace

MORTISE_OPERATOR(DepthToSpace, 13) {
  op.summary("Channels moved to blocks of the plane")
      .input("input")
      .output("output")
      .required_attribute("blocksize", MORTISE_ATTRIBUTE_INT)
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .infer(&infer)
      .gradient(&move_first_gradient)
      .kernel<DepthToSpaceKernel>();
}

}  // namespace mortise::ops
