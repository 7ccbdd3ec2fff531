#include "plugins/operators/contrib/layer_norm.hpp"

namespace mortise::contrib {
namespace {

void infer_skip_norm(const Node& node, Inference& out) {
  common_dtype(node, kFloats);
  infer_like_input(node, out, kFloats);
  const uint32_t dtype = node.dtype(0), statistics = statistics_dtype(dtype);
  if (!node.ranked(0)) {
    for (size_t i = 1; i < node.output_count(); ++i)
      if (node.wants_output(i)) out.set_unranked(i, i == 3 ? dtype : statistics);
    return;
  }
  if (node.rank(0) != 2) node.check_rank(0, 3);
  const ShapeView shape = node.shape(0);
  if (node.ranked(1)) {
    const Shape both = broadcast_shapes(shape, node.shape(1));
    if (both.size() != shape.size())
      invalid("skip has shape ", node.shape(1), "; it must broadcast to ", shape);
    for (size_t i = 0; i < both.size(); ++i) unify_extents(both[i], shape[i]);
  }
  for (size_t i = 2; i < node.input_count(); ++i) {
    if (!node.has_input(i) || !node.ranked(i)) continue;
    node.check_rank(i, 1);
    unify_extents(node.shape(i)[0], shape.back());
  }
  Shape rows = shape.to_vector();
  rows.back() = 1;
  for (size_t i = 1; i < node.output_count(); ++i) {
    if (!node.wants_output(i)) continue;
    if (i == 3) {
      out.set(i, dtype, shape);
    } else {
      out.set(i, statistics, rows);
    }
  }
}

}  // namespace

Value inverse_root_mean_square(Builder& b, Value x, uint32_t dtype, int64_t axis, int64_t rank,
                               double epsilon) {
  Formula f(b, statistics_dtype(dtype));
  std::vector<int64_t> axes;
  for (int64_t i = axis; i < rank; ++i) axes.push_back(i);
  const Value wide = statistics_dtype(dtype) == dtype ? x : f.cast(x);
  const Value mean = b.node("ReduceMean", {f.multiply(wide, wide), b.ints(axes)});
  return b.node("Reciprocal", {b.node("Sqrt", {f.add(mean, f.number(epsilon))})});
}

Operator& define_skip_norm(Operator& op, std::string_view summary,
                           std::initializer_list<const char*> optional_inputs) {
  op.summary(summary).input("input").input("skip").input("gamma");
  for (const char* name : optional_inputs) op.optional_input(name);
  return op.output("output")
      .optional_output("mean")
      .optional_output("inv_std_var")
      .optional_output("input_skip_bias_sum")
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer_skip_norm);
}

}  // namespace mortise::contrib
