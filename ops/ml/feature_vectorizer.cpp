#include "ops/ml/features.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  int64_t batch = MORTISE_DIM_UNKNOWN, width = 0;
  const std::optional<std::vector<int64_t>> widths = node.attr_ints("inputdimensions");
  if (widths && widths->size() != node.input_count())
    invalid("attribute inputdimensions has ", widths->size(), " elements for ", node.input_count(),
            " inputs");
  for (size_t i = 0; i < node.input_count(); ++i) {
    check_features(node, i);
    const bool is_ranked = node.ranked(i);
    if (is_ranked) batch = unify_extents(batch, node.shape(i)[0]);
    int64_t extent = is_ranked ? node.shape(i)[1] : int64_t{MORTISE_DIM_UNKNOWN};
    if (widths) extent = unify_extents(extent, (*widths)[i]);
    width = width < 0 || extent < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : width + extent;
  }
  out.set(0, MORTISE_DTYPE_FLOAT32, {batch, width});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  std::vector<Value> parts;
  for (size_t i = 0; i < node.input_count(); ++i) parts.push_back(to_float32(b, node.input_id(i)));
  return {b.node("Concat", parts, {{"axis", 1}})};
}

}  // namespace

MORTISE_OPERATOR(FeatureVectorizer, 1) {
  op.summary("The features of all inputs, side by side")
      .variadic_input("X")
      .output("Y")
      .attribute("inputdimensions", MORTISE_ATTRIBUTE_INTS)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
