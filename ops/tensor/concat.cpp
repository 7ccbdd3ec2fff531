#include "ops/common/forward.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

uint32_t dtype_of(const Node& node) {
  uint32_t dtype = MORTISE_DTYPE_UNDEFINED;
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (dtype == MORTISE_DTYPE_UNDEFINED) dtype = node.dtype(i);
    node.check_same_dtype(0, i);
  }
  return dtype;
}

int64_t sum_of(int64_t left, int64_t right) {
  if (left < 0 || right < 0) return MORTISE_DIM_UNKNOWN;
  int64_t sum = 0;
  if (__builtin_add_overflow(left, right, &sum)) {
    invalid("extents ", left, " and ", right, " add up to more than an extent can be");
  }
  return sum;
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = dtype_of(node);
  const int64_t named = node.attr_int("axis");
  std::optional<Shape> result;
  bool all_ranked = true;
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (!node.ranked(i)) {
      all_ranked = false;
      continue;
    }
    const ShapeView shape = node.shape(i);
    const size_t axis = static_cast<size_t>(normalize_axis(named, node.rank(i)));
    if (!result) {
      result = Shape(shape.begin(), shape.end());
      continue;
    }
    if (result->size() != shape.size()) {
      invalid("inputs 0 and ", i, " have ranks ", result->size(), " and ", shape.size(),
              "; they must be equal");
    }
    for (size_t d = 0; d < shape.size(); ++d) {
      int64_t& extent = (*result)[d];
      if (d != axis) {
        extent = unify_extents(extent, shape[d]);
      } else {
        extent = sum_of(extent, shape[d]);
      }
    }
  }
  if (!all_ranked || !result) return out.set_unranked(0, dtype);
  out.set(0, dtype, *result);
}

void gradient(Gradient& g) {
  Builder& b = g.b;
  const int64_t axis = g.node.attr_int("axis");
  std::vector<Value> extents;
  for (size_t i = 0; i < g.node.input_count(); ++i)
    extents.push_back(b.node("Gather", {b.node("Shape", {g.input_value(i)}), b.ints({axis})}));
  const Value all = b.node("Concat", extents, {{"axis", 0}});
  const auto parts = b.nodes("Split", {g.output(0), all}, extents.size(), {{"axis", axis}});
  for (size_t i = 0; i < parts.size(); ++i) g.set_input(i, parts[i]);
}

class ConcatKernel {
 public:
  ConcatKernel(const Node& node, const KernelContext&)
      : axis_(static_cast<size_t>(normalize_axis(node.attr_int("axis"), node.rank(0)))),
        bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const ShapeView out = launch.output_shape(0);
    if (element_count(out) == 0) return;  // and perhaps no memory
    const int64_t outer = element_count(ShapeView(out.data(), axis_));
    const int64_t inner = element_count(ShapeView(out.data() + axis_ + 1, out.size() - axis_ - 1));
    const int64_t row = out[axis_] * inner;
    char* to = static_cast<char*>(launch.output(0).data);
    for (size_t i = 0; i < launch.input_count(); ++i) {
      const int64_t part = launch.input_shape(i)[axis_] * inner;
      if (part == 0) continue;
      const char* from = static_cast<const char*>(launch.input(i).data);
      for (int64_t o = 0; o < outer; ++o) {
        move_elements(bytes_, from + o * part * bytes_, 1, to + o * row * bytes_, 1, part);
      }
      to += part * bytes_;
    }
  }

 private:
  size_t axis_;
  int64_t bytes_;
};

// Along the axis itself, the parts of the inputs that lie in the range; of most of them that is nothing.
void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  const auto axis = normalize_axis(node.attr_int("axis"), node.rank(0));
  int64_t begin = 0;
  for (size_t i = 0; i < pieces.count(); ++i) {
    if (query.axis != axis) {
      unmoved_piece(query, pieces, i);
      continue;
    }
    const int64_t extent = node.shape(i)[static_cast<size_t>(axis)];
    const auto inside = [&](int64_t at) { return std::clamp<int64_t>(at - begin, 0, extent); };
    pieces.range(i, axis, inside(query.begin), inside(query.end));
    begin += extent;
  }
}

}  // namespace

MORTISE_OPERATOR(Concat, 13) {
  op.summary("Tensors put one behind the other along an axis")
      .variadic_input("inputs")
      .output("concat_result")
      .required_attribute("axis", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY | MORTISE_OPERATOR_NAMES_AXES)
      .forward(&forward_single)
      .infer(&infer)
      .piece(&piece)
      .gradient(&gradient)
      .kernel<ConcatKernel>();
}

}  // namespace mortise::ops
