#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"
#include "ops/common/scatter.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(PlainTypes{}));
  node.check_dtype(1, dtype_set(IndexTypes{}));
  node.check_same_dtype(0, 2);
  scatter_reduction(node);
  if (!node.ranked(0) || !node.ranked(1) || !node.ranked(2)) return;
  node.check_rank(1, node.rank(0));
  node.check_rank(2, node.rank(0));
  const size_t axis = axis_of(node, 0);
  for (size_t i = 0; i < node.shape(1).size(); ++i) {
    const int64_t extent = unify_extents(node.shape(1)[i], node.shape(2)[i]);
    const int64_t data = node.shape(0)[i];
    if (i != axis && data >= 0 && extent > data) {
      invalid("indices have extent ", extent, " at axis ", i, "; data has ", data);
    }
  }
}

class ScatterElementsKernel {
 public:
  ScatterElementsKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, 0)),
        reduction_(scatter_reduction(node)),
        scatter_(visit_dtype(PlainTypes{}, node.dtype(0), [](auto tag) -> Scatter {
          return &ScatterElementsKernel::scatter_all<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    start_scatter(launch);
    (this->*scatter_)(launch);
  }

 private:
  using Scatter = void (ScatterElementsKernel::*)(const Launch&) const;

  template <class T>
  void scatter_all(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(1);
    const int64_t extent = launch.input_shape(0)[axis_];
    const auto to = row_major_strides(launch.input_shape(0));
    const auto from = row_major_strides(shape);
    Walk<2> walk;
    for (size_t i = 0; i < shape.size(); ++i) {
      walk.add_dim(shape[i], {from[i], i == axis_ ? 0 : to[i]});
    }
    const Indices indices(launch.input(1));
    walk.elements([&](const auto& offset) {
      T& target = launch.out<T>(0)[offset[1] + indices.at(offset[0], extent) * to[axis_]];
      target = scatter(reduction_, target, launch.in<T>(2)[offset[0]]);
    });
  }

  size_t axis_;
  ScatterReduction reduction_;
  Scatter scatter_;
};

void gradient(Gradient& g) {
  const ScatterReduction reduction = scatter_reduction(g.node);
  if (reduction == ScatterReduction::kNone) return move_gradient(g, {0, 2});
  scatter_gradient(g, reduction, [&g](Value values) {
    return g.b.node("GatherElements", {values, g.input_value(1)},
                    {{"axis", g.node.attr_int("axis", 0)}});
  });
}

}  // namespace

MORTISE_OPERATOR(ScatterElements, 18) {
  op.summary("Updates written to coordinates that indices give along an axis")
      .input("data")
      .input("indices")
      .input("updates")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("reduction", MORTISE_ATTRIBUTE_STRING)
      .in_place(0, 0)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<ScatterElementsKernel>();
}

}  // namespace mortise::ops
