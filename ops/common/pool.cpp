#include "ops/common/pool.hpp"

#include <algorithm>

namespace mortise::ops {
namespace {

Window window_of(const Node& node) {
  return Window(node, static_cast<size_t>(node.rank(0)) - 2, {});
}

void check_image(const Node& node) {
  if (node.rank(0) < 3) {
    invalid("X has shape ", node.shape(0), "; it needs a batch, a channel and a spatial axis");
  }
}

// What a mean that counts padding counts behind the padding is nowhere said, so that there are only whole windows.
Window::Fit fit_of(const Node& node) {
  if (node.attr_int("ceil_mode", 0) != 0) return Window::Fit::kPoolCeil;
  return node.attr_int("count_include_pad", 0) != 0 ? Window::Fit::kWhole : Window::Fit::kPool;
}

// Padding that covers a whole window would give it no element.
void check_padding(const Window& window, size_t index, int64_t extent) {
  if (extent < 0 || window.has_unknown_kernel()) return;
  const WindowAxis axis = window.axis(index, extent);
  const int64_t pad = std::max(axis.pad_begin, axis.pad_end);
  if (pad < axis.reach()) return;
  invalid("spatial axis ", index, " is padded by ", pad,
          "; it must be less than the window's reach of ", axis.reach());
}

}  // namespace

void infer_pool(const Node& node, Inference& out, size_t index, uint32_t dtype) {
  if (!node.ranked(0)) return out.set_unranked(index, dtype);
  check_image(node);
  const Window window = window_of(node);
  const Window::Fit fit = fit_of(node);
  Shape shape = {node.shape(0)[0], node.shape(0)[1]};
  for (size_t i = 0; i < window.dims(); ++i) {
    check_padding(window, i, node.shape(0)[i + 2]);
    shape.push_back(window.output_extent(i, node.shape(0)[i + 2], fit));
  }
  out.set(index, dtype, shape);
}

void infer_global_pool(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  check_image(node);
  Shape shape(static_cast<size_t>(node.rank(0)), 1);
  shape[0] = node.shape(0)[0];
  shape[1] = node.shape(0)[1];
  out.set(0, node.dtype(0), shape);
}

void pool_piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  if (query.axis < 2) return pieces.range(0, query.axis, query.begin, query.end);
  const size_t index = static_cast<size_t>(query.axis - 2);
  const auto range =
      window_of(node).input_range(index, node.shape(0)[index + 2], query.begin, query.end);
  pieces.range(0, query.axis, range[0], range[1]);
}

void global_pool_piece(const Node&, const PieceQuery& query, Pieces& pieces) {
  if (query.axis < 2) pieces.range(0, query.axis, query.begin, query.end);
}

}  // namespace mortise::ops
