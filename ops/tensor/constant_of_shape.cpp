#include <array>
#include <cstring>

#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

uint32_t dtype_of(const Node& node) {
  const mortise_tensor_view_t* value = node.attr_tensor("value");
  if (value == nullptr) return MORTISE_DTYPE_FLOAT32;
  if (element_count(*value) != 1) {
    invalid("attribute value has ", element_count(*value), " elements; it must have one");
  }
  return value->dtype;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(TypeList<int64_t>{}));
  node.check_rank(0, 1);
  const uint32_t dtype = dtype_of(node);
  const auto shape = node.constant_ints(0);
  if (shape) {
    for (const int64_t extent : *shape) {
      if (extent < 0) invalid("the shape holds ", extent, "; extents are 0 or more");
    }
    return out.set(0, dtype, *shape);
  }
  out.need_value(0);
  if (!node.shape_known(0)) return out.set_unranked(0, dtype);
  const int64_t rank = node.shape(0)[0];
  if (rank > static_cast<int64_t>(kMaxRank)) return out.set_unranked(0, dtype);
  out.set(0, dtype, Shape(static_cast<size_t>(rank), MORTISE_DIM_UNKNOWN));
}

class ConstantOfShapeKernel {
 public:
  ConstantOfShapeKernel(const Node& node, const KernelContext&)
      : bytes_(element_bytes(dtype_of(node))) {
    const mortise_tensor_view_t* value = node.attr_tensor("value");
    if (value == nullptr) return;
    if (value->dtype == MORTISE_DTYPE_STRING) unsupported("strings are not supported");
    std::memcpy(value_.data(), value->data, static_cast<size_t>(bytes_));
  }

  void run(const Launch& launch) const {
    move_elements(bytes_, value_.data(), 0, launch.output(0).data, 1,
                  element_count(launch.output(0)));
  }

 private:
  int64_t bytes_;
  std::array<char, 16> value_{};
};

}  // namespace

MORTISE_OPERATOR(ConstantOfShape, 25) {
  op.summary("A tensor of a given shape, all of one value")
      .input("input")
      .output("output")
      .attribute("value", MORTISE_ATTRIBUTE_TENSOR)
      .infer(&infer)
      .kernel<ConstantOfShapeKernel>();
}

}  // namespace mortise::ops
