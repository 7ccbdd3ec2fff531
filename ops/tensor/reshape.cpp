#include "ops/common/forward.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

/// Takes the extents of `to` out of those of `from`: what is left is the extent that fits, MORTISE_DIM_UNKNOWN when it
/// cannot be told. Symbols cancel each other.
int64_t remaining_extent(ShapeView from, const Shape& to, size_t skip) {
  int64_t numerator = 1;
  int64_t denominator = 1;
  std::vector<int64_t> symbols;
  for (int64_t extent : from) {
    if (extent >= 0) {
      numerator = element_count({numerator, extent});
    } else {
      symbols.push_back(extent);
    }
  }
  for (size_t i = 0; i < to.size(); ++i) {
    if (i == skip) continue;
    if (to[i] >= 0) {
      denominator = element_count({denominator, to[i]});
      continue;
    }
    size_t found = 0;
    while (found < symbols.size() && symbols[found] != to[i]) ++found;
    if (found == symbols.size() || to[i] == MORTISE_DIM_UNKNOWN) return MORTISE_DIM_UNKNOWN;
    symbols.erase(symbols.begin() + static_cast<int64_t>(found));
  }
  if (symbols.size() == 1 && numerator == denominator && numerator != 0) return symbols[0];
  if (!symbols.empty()) return MORTISE_DIM_UNKNOWN;
  if (denominator == 0 || numerator % denominator != 0) {
    invalid("shape ", from, " has ", numerator, " elements, which the rest of the new shape ", to,
            " does not divide");
  }
  return numerator / denominator;
}

/// The new shape; extents that cannot be told are unknown.
Shape reshaped(const Node& node, std::vector<int64_t> shape) {
  const bool allow_zero = node.attr_bool("allowzero", false);
  const ShapeView from = node.shape(0);
  size_t inferred = shape.size();
  for (size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == -1) {
      if (inferred != shape.size()) invalid("the new shape has more than one -1");
      inferred = i;
    } else if (shape[i] < 0) {
      invalid("the new shape holds ", shape[i], "; only -1 may be negative");
    } else if (shape[i] == 0 && !allow_zero) {
      if (!node.ranked(0)) {
        shape[i] = MORTISE_DIM_UNKNOWN;
      } else if (i < from.size()) {
        shape[i] = from[i];
      } else {
        invalid("the new shape copies extent ", i, ", but the input has rank ", from.size());
      }
    }
  }
  if (inferred != shape.size()) {
    shape[inferred] =
        node.ranked(0) ? remaining_extent(from, shape, inferred) : MORTISE_DIM_UNKNOWN;
  } else if (node.shape_known(0) && all_known(shape) &&
             element_count(from) != element_count(shape)) {
    invalid("shape ", from, " has ", element_count(from), " elements and the new shape ", shape,
            " has ", element_count(shape));
  }
  return shape;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  node.check_rank(1, 1);
  if (const auto shape = node.constant_ints(1)) {
    return out.set(0, node.dtype(0), reshaped(node, *shape));
  }
  out.need_value(1);
  const int64_t rank = node.ranked(1) ? node.shape(1)[0] : MORTISE_DIM_UNKNOWN;
  if (rank < 0 || rank > static_cast<int64_t>(kMaxRank)) return out.set_unranked(0, node.dtype(0));
  out.set(0, node.dtype(0), Shape(static_cast<size_t>(rank), MORTISE_DIM_UNKNOWN));
}

void gradient(Gradient& g) {
  const Value shape = g.b.node("Shape", {g.input_value(0)});
  g.set_input(0, g.b.node("Reshape", {g.output(0), shape}, {{"allowzero", 1}}));
}

}  // namespace

MORTISE_OPERATOR(Reshape, 25) {
  op.summary("The same elements under another shape")
      .input("data")
      .input("shape")
      .output("reshaped")
      .attribute("allowzero", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY | MORTISE_OPERATOR_RESHAPES)
      .forward(&forward_same_shape)
      .in_place(0, 0)
      .infer(&infer)
      .piece(&reshape_piece)
      .gradient(&gradient)
      .kernel<CopyKernel>();
}

}  // namespace mortise::ops
