#include "plugins/operators/contrib/quantized.hpp"
#include "plugins/operators/contrib/window.hpp"

namespace mortise::contrib {
namespace {

constexpr Quantized kX = {0, 1, 2};
constexpr size_t kScale = 3, kZero = 4;

bool channels_last(const Node& node) { return node.attr_bool("channels_last", false); }

// Axes that bring the channels behind the batch, or back behind the rest.
std::vector<int64_t> channels_first_order(int64_t rank) {
  std::vector<int64_t> order = {0, rank - 1};
  for (int64_t i = 1; i + 1 < rank; ++i) order.push_back(i);
  return order;
}
std::vector<int64_t> channels_last_order(int64_t rank) {
  std::vector<int64_t> order = {0};
  for (int64_t i = 2; i < rank; ++i) order.push_back(i);
  order.push_back(1);
  return order;
}

template <class Extents>
void infer_pool(const Node& node, Inference& out, Extents&& extents) {
  check_quantized(node, kX);
  check_output_scale(node, kScale, kZero);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const ShapeView x = node.shape(0);
  if (x.size() < 3) invalid("X has shape ", x, "; it must have spatial axes");
  const size_t first = channels_last(node) ? 1 : 2;
  const Shape pooled = extents(ShapeView(x.data() + first, x.size() - 2));
  Shape shape = x.to_vector();
  std::copy(pooled.begin(), pooled.end(), shape.begin() + static_cast<ptrdiff_t>(first));
  out.set(0, node.dtype(0), shape);
}

void infer_average(const Node& node, Inference& out) {
  infer_pool(node, out, [&](ShapeView spatial) {
    const Shape kernel = node.attr_ints("kernel_shape", {});
    if (kernel.size() != spatial.size())
      invalid("attribute kernel_shape has ", kernel.size(), " elements; it must have ",
              spatial.size());
    return window_extents(node, spatial, kernel);
  });
}

void infer_global(const Node& node, Inference& out) {
  infer_pool(node, out, [](ShapeView spatial) { return Shape(spatial.size(), 1); });
}

std::vector<Value> pooled(const Node& node, Builder& b, std::string_view pool,
                          const Attrs& attributes) {
  Formula f(b, MORTISE_DTYPE_FLOAT32);
  const int64_t rank = node.rank(0);
  Value x = dequantized(node, b, kX);
  if (channels_last(node)) x = f.transpose(x, channels_first_order(rank));
  Value y = b.node(pool, {x}, attributes);
  if (channels_last(node)) y = f.transpose(y, channels_last_order(rank));
  return {quantized(node, b, y, kScale, kZero)};
}

std::vector<Value> decompose_average(const Node& node, Builder& b) {
  return pooled(node, b, "AveragePool",
                kept_attributes(node, {"auto_pad", "ceil_mode", "count_include_pad", "kernel_shape",
                                       "pads", "strides"}));
}

std::vector<Value> decompose_global(const Node& node, Builder& b) {
  return pooled(node, b, "GlobalAveragePool", {});
}

Operator& define(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("X")
      .input("x_scale")
      .optional_input("x_zero_point")
      .input("y_scale")
      .optional_input("y_zero_point")
      .output("Y")
      .attribute("channels_last", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace

MORTISE_OPERATOR(QLinearAveragePool, 1) {
  define(op, "Averages under a window over a quantised tensor")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("ceil_mode", MORTISE_ATTRIBUTE_INT)
      .attribute("count_include_pad", MORTISE_ATTRIBUTE_INT)
      .required_attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .infer(&infer_average)
      .decompose(&decompose_average);
}

MORTISE_OPERATOR(QLinearGlobalAveragePool, 1) {
  define(op, "Averages over the spatial axes of a quantised tensor")
      .infer(&infer_global)
      .decompose(&decompose_global);
}

}  // namespace mortise::contrib
