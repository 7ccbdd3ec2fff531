#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_dtype(1, dtype_set(IndexTypes{}));
  if (!node.ranked(1)) return out.set_unranked(0, node.dtype(0));
  if (node.ranked(0)) {
    node.check_rank(1, node.rank(0));
    const size_t axis = axis_of(node, 0);
    for (size_t i = 0; i < node.shape(0).size(); ++i) {
      const int64_t extent = node.shape(0)[i];
      if (i != axis && extent >= 0 && node.shape(1)[i] > extent) {
        invalid("indices have extent ", node.shape(1)[i], " at axis ", i, "; data has ", extent);
      }
    }
  }
  out.set(0, node.dtype(0), node.shape(1));
}

class GatherElementsKernel {
 public:
  GatherElementsKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, 0)), bytes_(element_bytes(node.dtype(0))) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(1);
    const int64_t extent = launch.input_shape(0)[axis_];
    const auto from = row_major_strides(launch.input_shape(0));
    const auto to = row_major_strides(shape);
    // The axis's coordinate comes from the index instead of the position.
    Walk<2> walk;
    for (size_t i = 0; i < shape.size(); ++i) {
      walk.add_dim(shape[i], {to[i], i == axis_ ? 0 : from[i]});
    }
    const Indices indices(launch.input(1));
    walk.elements([&](const auto& offset) {
      const int64_t source = offset[1] + indices.at(offset[0], extent) * from[axis_];
      move_elements(bytes_, launch.in<char>(0) + source * bytes_, 1,
                    launch.out<char>(0) + offset[0] * bytes_, 1, 1);
    });
  }

 private:
  size_t axis_;
  int64_t bytes_;
};

void gradient(Gradient& g) {
  const Value zeros = zeros_like(g.b, g.node.dtype(0), g.input_value(0));
  g.set_input(0, g.b.node("ScatterElements", {zeros, g.input_value(1), g.output(0)},
                          {{"axis", g.node.attr_int("axis", 0)}, {"reduction", "add"}}));
}

}  // namespace

MORTISE_OPERATOR(GatherElements, 13) {
  op.summary("Elements whose coordinate along an axis is given by indices")
      .input("data")
      .input("indices")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<GatherElementsKernel>();
}

}  // namespace mortise::ops
