#include "ops/common/convolution.hpp"

namespace mortise::ops {
namespace {

void check_channels(ShapeView x, ShapeView w, int64_t group) {
  const int64_t channels = x[1];
  const int64_t outputs = w[0];
  const int64_t per_group = w[1];
  if (group < 1) invalid("attribute group is ", group, "; it must be 1 or more");
  int64_t wanted = 0;
  if (channels >= 0 && per_group >= 0 &&
      (__builtin_mul_overflow(per_group, group, &wanted) || wanted != channels)) {
    invalid("X has ", channels, " channels, but W takes ", per_group, " in each of ", group,
            " groups");
  }
  if (outputs >= 0 && outputs % group != 0) {
    invalid("W has ", outputs, " output channels, which ", group, " groups do not divide");
  }
}

}  // namespace

Window convolution_window(const Node& node, size_t w) {
  const ShapeView kernel = spatial_extents(node.shape(w));
  return Window(node, kernel.size(), kernel);
}

void infer_convolution(const Node& node, Inference& out, size_t x, size_t w, size_t bias,
                       uint32_t dtype) {
  if (!node.ranked(x) || !node.ranked(w)) return out.set_unranked(0, dtype);
  if (node.rank(x) < 2 || node.rank(x) != node.rank(w)) {
    invalid("X has shape ", node.shape(x), " and W has shape ", node.shape(w),
            "; both must have the same rank, 2 or more");
  }
  check_channels(node.shape(x), node.shape(w), node.attr_int("group", 1));
  if (node.has_input(bias) && node.ranked(bias)) {
    node.check_rank(bias, 1);
    unify_extents(node.shape(bias)[0], node.shape(w)[0]);
  }
  const Window window = convolution_window(node, w);
  Shape shape = {node.shape(x)[0], node.shape(w)[0]};
  for (size_t i = 0; i < window.dims(); ++i) {
    shape.push_back(window.output_extent(i, node.shape(x)[i + 2]));
  }
  out.set(0, dtype, shape);
}

}  // namespace mortise::ops
