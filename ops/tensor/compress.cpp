#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

// Without the attribute the elements count as one row.
bool has_axis(const Node& node) { return node.has_attr("axis"); }

int64_t bound(int64_t extent, int64_t conditions) {
  if (extent < 0 || conditions < 0) return MORTISE_DIM_UNKNOWN;
  return extent < conditions ? extent : conditions;
}

// How many are chosen is known only at run time: at most as many as there are conditions.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_dtype(1, dtype_set(TypeList<bool8>{}));
  node.check_rank(1, 1);
  const int64_t conditions = node.ranked(1) ? node.shape(1)[0] : int64_t{MORTISE_DIM_UNKNOWN};
  if (!node.ranked(0)) {
    if (has_axis(node)) return out.set_unranked(0, node.dtype(0));
    return out.set(0, node.dtype(0), Shape{MORTISE_DIM_UNKNOWN});
  }
  Shape shape = node.shape(0).to_vector();
  size_t axis = 0;
  if (has_axis(node)) {
    axis = axis_of(node, 0);
  } else {
    shape = {node.shape_known(0) ? element_count(node.shape(0)) : int64_t{MORTISE_DIM_UNKNOWN}};
  }
  shape[axis] = bound(shape[axis], conditions);
  for (const int64_t extent : shape) {
    if (extent >= 0) continue;
    shape[axis] = MORTISE_DIM_UNKNOWN;
    return out.set(0, node.dtype(0), shape);
  }
  out.set_bounded(0, node.dtype(0), shape, uint64_t{1} << axis);
}

class CompressKernel {
 public:
  CompressKernel(const Node& node, const KernelContext&)
      : flat_(!has_axis(node)),
        axis_(flat_ ? 0 : axis_of(node, 0)),
        bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const int64_t all = element_count(launch.input(0));
    const AxisParts parts =
        flat_ ? AxisParts(ShapeView(&all, 1), 0) : AxisParts(launch.input_shape(0), axis_);
    const bool8* conditions = launch.in<bool8>(1);
    const int64_t given = element_count(launch.input(1));
    const int64_t most = given < parts.extent ? given : parts.extent;
    const int64_t block = parts.inner * bytes_;
    const char* from = launch.in<char>(0);
    char* to = launch.out<char>(0);
    int64_t chosen = 0;
    for (int64_t i = 0; i < most; ++i) chosen += load(conditions[i]) ? 1 : 0;
    for (int64_t o = 0; o < parts.outer; ++o) {
      for (int64_t i = 0; i < most; ++i) {
        if (!load(conditions[i])) continue;
        move_elements(bytes_, from + (o * parts.extent + i) * block, 1, to, 1, parts.inner);
        to += block;
      }
    }
    launch.set_extent(0, axis_, chosen);
  }

 private:
  bool flat_;
  size_t axis_;
  int64_t bytes_;
};

}  // namespace

MORTISE_OPERATOR(Compress, 11) {
  op.summary("The slices of an axis, or the elements, whose condition is true")
      .input("input")
      .input("condition")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE)
      .infer(&infer)
      .gradient(&move_first_gradient)
      .kernel<CompressKernel>();
}

}  // namespace mortise::ops
