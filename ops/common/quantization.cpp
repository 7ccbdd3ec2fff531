#include "ops/common/quantization.hpp"

namespace mortise::ops {
namespace {

bool is_one(ShapeView scales) { return scales.empty() || (scales.size() == 1 && scales[0] == 1); }

}  // namespace

size_t quantization_axis(const Node& node) {
  if (!node.ranked(0) || !node.ranked(1) || is_one(node.shape(1))) return 0;
  return axis_of(node, 1);
}

void check_scales(const Node& node) {
  const int64_t block = node.attr_int("block_size", 0);
  if (block < 0) invalid("attribute block_size is ", block);
  if (node.has_input(2) && node.ranked(1) && node.ranked(2)) {
    node.check_rank(2, node.rank(1));
    for (size_t i = 0; i < node.shape(1).size(); ++i)
      unify_extents(node.shape(1)[i], node.shape(2)[i]);
  }
  if (!node.ranked(0) || !node.ranked(1) || is_one(node.shape(1))) return;
  const size_t axis = axis_of(node, 1);
  const ShapeView scales = node.shape(1);
  if (block == 0) {
    node.check_rank(1, 1);
    unify_extents(scales[0], node.shape(0)[axis]);
    return;
  }
  node.check_rank(1, node.rank(0));
  for (size_t i = 0; i < scales.size(); ++i) {
    const int64_t extent = node.shape(0)[i];
    if (i != axis) {
      unify_extents(scales[i], extent);
    } else if (extent >= 0) {
      unify_extents(scales[i], extent / block + (extent % block != 0 ? 1 : 0));
    }
  }
}

}  // namespace mortise::ops
