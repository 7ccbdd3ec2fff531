#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

size_t batch_of(const Node& node) {
  const int64_t batch = node.attr_int("batch_dims", 0);
  const int64_t most = node.rank(0) < node.rank(1) ? node.rank(0) : node.rank(1) - 1;
  if (batch < 0 || batch > most) {
    invalid("attribute batch_dims is ", batch, "; it must be in [0, ", most, "]");
  }
  return static_cast<size_t>(batch);
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, node.dtype(0));
  const ShapeView data = node.shape(0);
  const ShapeView indices = node.shape(1);
  if (data.empty() || indices.empty()) invalid("data and indices must have rank 1 or more");
  const size_t batch = batch_of(node);
  const int64_t depth = indices.back();
  if (depth < 0) return out.set_unranked(0, node.dtype(0));
  if (depth > static_cast<int64_t>(data.size() - batch)) {
    invalid("indices have ", depth, " coordinates; data has ", data.size() - batch,
            " axes behind the batch");
  }
  Shape shape(indices.begin(), indices.end() - 1);
  for (size_t i = 0; i < batch; ++i) shape[i] = unify_extents(indices[i], data[i]);
  for (size_t i = batch + static_cast<size_t>(depth); i < data.size(); ++i) {
    shape.push_back(data[i]);
  }
  out.set(0, node.dtype(0), shape);
}

class GatherNDKernel {
 public:
  GatherNDKernel(const Node& node, const KernelContext&)
      : batch_(batch_of(node)), bytes_(element_bytes(node.dtype(0))) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    const ShapeView data = launch.input_shape(0);
    const ShapeView shape = launch.input_shape(1);
    const auto strides = row_major_strides(data);
    const auto depth = static_cast<size_t>(shape.back());
    const size_t inner = batch_ + depth;
    const int64_t block = element_count(ShapeView(data.data() + inner, data.size() - inner));
    const int64_t per_batch =
        element_count(ShapeView(shape.data() + batch_, shape.size() - 1 - batch_));
    const int64_t batch_size = element_count(ShapeView(data.data() + batch_, data.size() - batch_));
    const int64_t batches = element_count(ShapeView(shape.data(), batch_));
    const Indices indices(launch.input(1));
    for (int64_t i = 0; i < batches * per_batch; ++i) {
      int64_t offset = i / per_batch * batch_size;
      for (size_t k = 0; k < depth; ++k) {
        const int64_t position = i * static_cast<int64_t>(depth) + static_cast<int64_t>(k);
        offset += indices.at(position, data[batch_ + k]) * strides[batch_ + k];
      }
      move_elements(bytes_, launch.in<char>(0) + offset * bytes_, 1,
                    launch.out<char>(0) + i * block * bytes_, 1, block);
    }
  }

 private:
  size_t batch_;
  int64_t bytes_;
};

void gradient(Gradient& g) {
  if (g.node.attr_int("batch_dims", 0) != 0) return move_first_gradient(g);
  const Value zeros = zeros_like(g.b, g.node.dtype(0), g.input_value(0));
  g.set_input(
      0, g.b.node("ScatterND", {zeros, g.input_value(1), g.output(0)}, {{"reduction", "add"}}));
}

}  // namespace

MORTISE_OPERATOR(GatherND, 13) {
  op.summary("Slices of several axes, chosen by coordinates")
      .input("data")
      .input("indices")
      .output("output")
      .attribute("batch_dims", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<GatherNDKernel>();
}

}  // namespace mortise::ops
