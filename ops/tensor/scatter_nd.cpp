#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"
#include "ops/common/scatter.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(PlainTypes{}));
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  node.check_same_dtype(0, 2);
  scatter_reduction(node);
  if (!node.ranked(0) || !node.ranked(1)) return;
  const ShapeView data = node.shape(0);
  const ShapeView indices = node.shape(1);
  if (data.empty() || indices.empty()) invalid("data and indices must have rank 1 or more");
  const int64_t depth = indices.back();
  if (depth < 0) return;
  if (depth > node.rank(0))
    invalid("indices have ", depth, " coordinates; data has ", node.rank(0), " axes");
  if (!node.ranked(2)) return;
  Shape wanted(indices.begin(), indices.end() - 1);
  wanted.insert(wanted.end(), data.begin() + depth, data.end());
  node.check_rank(2, static_cast<int64_t>(wanted.size()));
  for (size_t i = 0; i < wanted.size(); ++i) unify_extents(node.shape(2)[i], wanted[i]);
}

class ScatterNDKernel {
 public:
  ScatterNDKernel(const Node& node, const KernelContext&)
      : reduction_(scatter_reduction(node)),
        scatter_(visit_dtype(PlainTypes{}, node.dtype(0), [](auto tag) -> Scatter {
          return &ScatterNDKernel::scatter_all<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    start_scatter(launch);
    (this->*scatter_)(launch);
  }

 private:
  using Scatter = void (ScatterNDKernel::*)(const Launch&) const;

  template <class T>
  void scatter_all(const Launch& launch) const {
    const ShapeView data = launch.input_shape(0);
    const ShapeView shape = launch.input_shape(1);
    const auto strides = row_major_strides(data);
    const auto depth = static_cast<size_t>(shape.back());
    const int64_t block = element_count(ShapeView(data.data() + depth, data.size() - depth));
    const int64_t slices = element_count(ShapeView(shape.data(), shape.size() - 1));
    const Indices indices(launch.input(1));
    const T* updates = launch.in<T>(2);
    for (int64_t i = 0; i < slices; ++i) {
      int64_t offset = 0;
      for (size_t k = 0; k < depth; ++k) {
        const int64_t position = i * static_cast<int64_t>(depth) + static_cast<int64_t>(k);
        offset += indices.at(position, data[k]) * strides[k];
      }
      for (int64_t j = 0; j < block; ++j) {
        T& target = launch.out<T>(0)[offset + j];
        target = scatter(reduction_, target, updates[i * block + j]);
      }
    }
  }

  ScatterReduction reduction_;
  Scatter scatter_;
};

void gradient(Gradient& g) {
  const ScatterReduction reduction = scatter_reduction(g.node);
  if (reduction == ScatterReduction::kNone) return move_gradient(g, {0, 2});
  scatter_gradient(g, reduction, [&g](Value values) {
    return g.b.node("GatherND", {values, g.input_value(1)});
  });
}

}  // namespace

MORTISE_OPERATOR(ScatterND, 18) {
  op.summary("Slices written to coordinates of several axes")
      .input("data")
      .input("indices")
      .input("updates")
      .output("output")
      .attribute("reduction", MORTISE_ATTRIBUTE_STRING)
      .in_place(0, 0)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<ScatterNDKernel>();
}

}  // namespace mortise::ops
