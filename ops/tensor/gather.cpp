#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_dtype(1, dtype_set(IndexTypes{}));
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, node.dtype(0));
  const size_t axis = axis_of(node, 0);
  const ShapeView data = node.shape(0);
  Shape shape(data.begin(), data.begin() + axis);
  for (const int64_t extent : node.shape(1)) shape.push_back(extent);
  for (size_t i = axis + 1; i < data.size(); ++i) shape.push_back(data[i]);
  out.set(0, node.dtype(0), shape);
}

class GatherKernel {
 public:
  GatherKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, 0)), bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const AxisParts parts(launch.input_shape(0), axis_);
    const Indices indices(launch.input(1));
    const int64_t count = element_count(launch.input(1));
    const int64_t block = parts.inner * bytes_;
    char* to = launch.out<char>(0);
    for (int64_t o = 0; o < parts.outer; ++o) {
      const char* from = launch.in<char>(0) + o * parts.extent * block;
      for (int64_t i = 0; i < count; ++i) {
        move_elements(bytes_, from + indices.at(i, parts.extent) * block, 1, to, 1, parts.inner);
        to += block;
      }
    }
  }

 private:
  size_t axis_;
  int64_t bytes_;
};

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  const auto axis = normalize_axis(node.attr_int("axis", 0), node.rank(0));
  // Counted from the axis of data behind the one that is gathered.
  const int64_t behind = query.axis - axis - node.rank(1);
  if (query.axis < axis) {
    unmoved_piece(query, pieces, 0);
  } else if (behind >= 0) {
    pieces.range(0, axis + 1 + behind, query.begin, query.end);
  } else {
    pieces.range(1, query.axis - axis, query.begin, query.end);
  }
}

void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0) || !node.ranked(1)) return move_first_gradient(g);
  Value indices = g.input_value(1);
  if (node.dtype(1) != MORTISE_DTYPE_INT64)
    indices = g.b.node("Cast", {indices}, {{"to", MORTISE_DTYPE_INT64}});
  g.set_input(0, scatter_slices(g.b, node.dtype(0), g.input_value(0), node.rank(0),
                                static_cast<int64_t>(axis_of(node, 0)), indices, node.rank(1),
                                g.output(0)));
}

}  // namespace

MORTISE_OPERATOR(Gather, 13) {
  op.summary("Slices of an axis, chosen by indices")
      .input("data")
      .input("indices")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .infer(&infer)
      .piece(&piece)
      .gradient(&gradient)
      .kernel<GatherKernel>();
}

}  // namespace mortise::ops
