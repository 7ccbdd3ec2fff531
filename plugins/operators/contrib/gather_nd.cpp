#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

// What is known to lie outside is refused before anything runs.
void check_known(const std::vector<int64_t>& indices, ShapeView data, size_t depth) {
  for (size_t i = 0; depth > 0 && i < indices.size(); ++i) {
    const int64_t extent = data[i % depth];
    if (extent >= 0 && (indices[i] < -extent || indices[i] >= extent))
      invalid("index ", indices[i], " is out of range for extent ", extent);
  }
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(1, dtype_set(TypeList<int32_t, int64_t>{}));
  const uint32_t dtype = node.dtype(0);
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, dtype);
  const ShapeView data = node.shape(0), indices = node.shape(1);
  if (data.empty() || indices.empty())
    invalid("data and indices have shapes ", data, " and ", indices, "; neither may be a scalar");
  const int64_t depth = indices.back();
  if (depth < 0) return out.set_unranked(0, dtype);
  if (depth > static_cast<int64_t>(data.size()))
    invalid("indices of ", depth, " numbers go into data of shape ", data);
  if (const auto known = node.constant_ints(1))
    check_known(*known, data, static_cast<size_t>(depth));
  Shape shape(indices.begin(), indices.end() - 1);
  shape.insert(shape.end(), data.begin() + depth, data.end());
  out.set(0, dtype, shape);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, MORTISE_DTYPE_INT64);
  return {b.node("GatherND", {node.input_id(0), f.cast(node.input_id(1))})};
}

}  // namespace

MORTISE_OPERATOR(GatherND, 1) {
  op.summary("Slices of a tensor by tuples of indices")
      .input("data")
      .input("indices")
      .output("output")
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
