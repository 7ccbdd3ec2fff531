#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

struct Range {
  int64_t begin, end;
};

Range range_of(const Node& node, int64_t rank) {
  const auto clamp = [rank](int64_t axis) {
    if (axis < 0) axis += rank;
    return axis < 0 ? 0 : axis > rank ? rank : axis;
  };
  const int64_t begin = clamp(node.attr_int("start", 0));
  const int64_t end = clamp(node.attr_int("end", rank));
  return {begin, end < begin ? begin : end};
}

void infer(const Node& node, Inference& out) {
  if (!node.ranked(0)) return out.set(0, MORTISE_DTYPE_INT64, Shape{MORTISE_DIM_UNKNOWN});
  const Range range = range_of(node, node.rank(0));
  const ShapeView extents(node.shape(0).data() + range.begin,
                          static_cast<size_t>(range.end - range.begin));
  const int64_t count = range.end - range.begin;
  if (all_known(extents) && node.type(0).bounded_dims == 0) {
    out.set_value(0, host_view(MORTISE_DTYPE_INT64, ShapeView(&count, 1), extents.data()));
  } else {
    out.set(0, MORTISE_DTYPE_INT64, Shape{count});
  }
}

class ShapeKernel {
 public:
  ShapeKernel(const Node& node, const KernelContext&) : range_(range_of(node, node.rank(0))) {}
  void run(const Launch& launch) const {
    for (int64_t i = range_.begin; i < range_.end; ++i) {
      launch.out<int64_t>(0)[i - range_.begin] = launch.input(0).shape[i];
    }
  }

 private:
  Range range_;
};

}  // namespace

MORTISE_OPERATOR(Shape, 25) {
  op.summary("The extents of the input, or some of them")
      .input("data")
      .output("shape")
      .attribute("start", MORTISE_ATTRIBUTE_INT)
      .attribute("end", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .kernel<ShapeKernel>();
}

}  // namespace mortise::ops
