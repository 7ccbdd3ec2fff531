#include "ops/random/distribution.hpp"

namespace mortise::ops {

uint32_t random_dtype(const Node& node, uint32_t absent) {
  const int64_t dtype = node.attr_int("dtype", absent);
  const auto known = static_cast<uint32_t>(dtype);
  if (dtype != MORTISE_DTYPE_UNDEFINED &&
      (dtype < 0 || dtype > UINT32_MAX || !dtype_set(FloatTypes{}).contains(known))) {
    invalid("dtype is ", dtype_name(known), "; it must be one of ",
            dtype_set(FloatTypes{}).to_string());
  }
  return known;
}

void infer_random(const Node& node, Inference& out) {
  const std::optional<std::vector<int64_t>> shape = node.attr_ints("shape");
  if (!shape) invalid("attribute shape is missing");
  for (const int64_t extent : *shape) {
    if (extent < 0)
      invalid("attribute shape is ", ShapeView(*shape), "; no extent may be negative");
  }
  out.set(0, random_dtype(node, MORTISE_DTYPE_FLOAT32), *shape);
}

void infer_random_like(const Node& node, Inference& out) {
  out.set_like(0, node.type(0), random_dtype(node, node.dtype(0)));
}

}  // namespace mortise::ops
