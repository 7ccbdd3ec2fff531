#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

// The standard operator has other names for two of the modes.
std::string_view mode_of(const Node& node) {
  const std::string_view mode = node.attr_string("mode", "bilinear");
  if (mode == "bilinear") return "linear";
  if (mode == "bicubic") return "cubic";
  if (mode == "nearest") return mode;
  invalid("attribute mode is ", mode, "; it must be bilinear, nearest or bicubic");
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, kFloats);
  (void)mode_of(node);
  for (const size_t input : {0, 1}) node.check_rank(input, 4);
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, dtype);
  const ShapeView x = node.shape(0), grid = node.shape(1);
  unify_extents(grid[3], 2);
  out.set(0, dtype, Shape{unify_extents(x[0], grid[0]), x[1], grid[1], grid[2]});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Attrs attributes = kept_attributes(node, {"align_corners", "padding_mode"});
  attributes.emplace_back("mode", mode_of(node));
  return {b.node("GridSample", node.input_ids(), attributes)};
}

}  // namespace

MORTISE_OPERATOR(GridSample, 1) {
  op.summary("Images sampled where a grid says")
      .input("X")
      .input("Grid")
      .output("Y")
      .attribute("align_corners", MORTISE_ATTRIBUTE_INT)
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .attribute("padding_mode", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
