#include "plugins/operators/contrib/activation.hpp"
#include "plugins/operators/contrib/window.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kX, kW, kBias, kSum };

Activation activation_of(const Node& node) {
  return {node.attr_string("activation", ""), node.attr_floats("activation_params")};
}

// [batch, channels, spatial…]
Shape output_shape(const Node& node) {
  const ShapeView x = node.shape(kX), w = node.shape(kW);
  if (x.size() < 3) invalid("X has shape ", x, "; it must have spatial axes");
  node.check_rank(kW, node.rank(kX));
  const int64_t group = node.attr_int("group", 1);
  if (group < 1) invalid("attribute group is ", group);
  if (x[1] >= 0 && w[1] >= 0 && x[1] != w[1] * group)
    invalid("X has ", x[1], " channels, and W takes ", group, " groups of ", w[1]);
  const size_t rank = x.size() - 2;
  const ShapeView of_weights(w.data() + 2, rank);
  const Shape kernel = node.attr_ints("kernel_shape", of_weights.to_vector());
  if (kernel.size() != rank)
    invalid("attribute kernel_shape has ", kernel.size(), " elements; it must have ", rank);
  for (size_t i = 0; i < rank; ++i) unify_extents(kernel[i], of_weights[i]);
  Shape shape = {x[0], w[0]};
  const Shape spatial = window_extents(node, {x.data() + 2, rank}, kernel);
  shape.insert(shape.end(), spatial.begin(), spatial.end());
  return shape;
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, kFloats);
  (void)activation_of(node);
  if (!node.ranked(kX) || !node.ranked(kW)) return out.set_unranked(0, dtype);
  const Shape shape = output_shape(node);
  if (node.has_input(kBias) && node.ranked(kBias)) {
    node.check_rank(kBias, 1);
    unify_extents(node.shape(kBias)[0], shape[1]);
  }
  if (node.has_input(kSum) && node.ranked(kSum)) {
    node.check_rank(kSum, static_cast<int64_t>(shape.size()));
    for (size_t i = 0; i < shape.size(); ++i) unify_extents(shape[i], node.shape(kSum)[i]);
  }
  out.set(0, dtype, shape);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(kX));
  const Value y = b.node(
      "Conv", {node.input_id(kX), node.input_id(kW), node.input_id(kBias)},
      kept_attributes(node, {"auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"}));
  return {activation_of(node).apply(f, f.add_optional(y, node.input_id(kSum)))};
}

}  // namespace

MORTISE_OPERATOR(FusedConv, 1) {
  op.summary("An activation of a convolution, to which a tensor is added")
      .input("X")
      .input("W")
      .optional_input("B")
      .optional_input("Z")
      .output("Y")
      .attribute("activation", MORTISE_ATTRIBUTE_STRING)
      .attribute("activation_params", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .attribute("group", MORTISE_ATTRIBUTE_INT)
      .attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
