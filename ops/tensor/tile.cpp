#include "ops/common/forward.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

// Nothing when the repeats are not known.
std::optional<std::vector<int64_t>> repeats_of(const Node& node) {
  auto repeats = node.constant_ints(1);
  if (!repeats || !node.ranked(0)) return repeats;
  if (static_cast<int64_t>(repeats->size()) != node.rank(0)) {
    invalid("repeats has ", repeats->size(), " values for rank ", node.rank(0));
  }
  for (const int64_t repeat : *repeats) {
    if (repeat < 0) invalid("repeats holds ", repeat, "; it must be 0 or more");
  }
  return repeats;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  const auto repeats = repeats_of(node);
  if (!repeats) out.need_value(1);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  Shape shape = node.shape(0).to_vector();
  for (size_t i = 0; i < shape.size(); ++i) {
    if (!repeats) {
      shape[i] = MORTISE_DIM_UNKNOWN;
    } else if ((*repeats)[i] != 1) {
      const bool known = shape[i] >= 0;
      if (known && __builtin_mul_overflow(shape[i], (*repeats)[i], &shape[i])) {
        invalid("extent ", node.shape(0)[i], " repeated ", (*repeats)[i], " times is too large");
      }
      if (!known) shape[i] = MORTISE_DIM_UNKNOWN;
    }
  }
  out.set(0, node.dtype(0), shape);
}

// Each axis taken apart into repetitions and extent, and the repetitions summed.
void gradient(Gradient& g) {
  const auto repeats = repeats_of(g.node);
  if (!repeats || !g.node.shape_known(0)) unsupported("the gradient needs shapes that are known");
  Shape apart;
  std::vector<int64_t> axes;
  for (size_t i = 0; i < repeats->size(); ++i) {
    axes.push_back(static_cast<int64_t>(apart.size()));
    apart.push_back((*repeats)[i]);
    apart.push_back(g.node.shape(0)[i]);
  }
  const Value parts = g.b.node("Reshape", {g.output(0), g.b.ints(apart)}, {{"allowzero", 1}});
  g.set_input(0, g.b.node("ReduceSum", {parts, g.b.ints(axes)},
                          {{"keepdims", 0}, {"noop_with_empty_axes", 1}}));
}

class TileKernel {
 public:
  TileKernel(const Node& node, const KernelContext&) : bytes_(element_bytes(node.dtype(0))) {
    if (2 * node.rank(0) > static_cast<int64_t>(kMaxRank)) {
      unsupported("rank ", node.rank(0), "; at most ", kMaxRank / 2, " is supported");
    }
  }

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const auto in = row_major_strides(shape);
    const auto out = row_major_strides(launch.output_shape(0));
    if (element_count(launch.output(0)) == 0) return;
    Walk<2> walk;
    for (size_t i = 0; i < shape.size(); ++i) {
      walk.add_dim(launch.output_shape(0)[i] / shape[i], {out[i] * shape[i], 0});
      walk.add_dim(shape[i], {out[i], in[i]});
    }
    move_walk(bytes_, walk, launch.input(0).data, launch.output(0).data);
  }

 private:
  int64_t bytes_;
};

}  // namespace

MORTISE_OPERATOR(Tile, 13) {
  op.summary("Each axis repeated")
      .input("input")
      .input("repeats")
      .output("output")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .forward(&forward_same_shape)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<TileKernel>();
}

}  // namespace mortise::ops
