// Blocks of a plane, which DepthToSpace and SpaceToDepth move to channels and back.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// Attribute `blocksize`; its square fits in int64_t.
inline int64_t block_of(const Node& node) {
  const int64_t block = node.attr_int("blocksize");
  if (block < 1 || block > INT32_MAX) invalid("attribute blocksize is ", block);
  return block;
}

}  // namespace mortise::ops
