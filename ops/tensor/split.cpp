#include "ops/common/axis.hpp"
#include "ops/common/forward.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pieces.hpp"

namespace mortise::ops {
namespace {

int64_t even_extent(int64_t extent, size_t parts) {
  const auto count = static_cast<int64_t>(parts);
  return extent / count + (extent % count != 0 ? 1 : 0);
}

/// Without `split` all parts but the last have one extent. Requires: extent >= 0.
int64_t part_extent(Span<const int64_t> split, int64_t extent, size_t parts, size_t index,
                    int64_t begin) {
  if (!split.empty()) return split[index];
  const int64_t even = even_extent(extent, parts);
  return even < extent - begin ? even : extent - begin;
}

void check_split(const std::vector<int64_t>& split, size_t outputs, int64_t extent) {
  if (split.size() != outputs) {
    invalid("split has ", split.size(), " values for ", outputs, " outputs");
  }
  int64_t sum = 0;
  for (const int64_t part : split) {
    if (part < 0 || __builtin_add_overflow(sum, part, &sum)) invalid("split holds ", part);
  }
  if (extent >= 0 && sum != extent) {
    invalid("the values of split add up to ", sum, "; the axis has extent ", extent);
  }
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  const size_t outputs = node.output_count();
  const int64_t named = node.attr_int("num_outputs", static_cast<int64_t>(outputs));
  if (named != static_cast<int64_t>(outputs)) {
    invalid("attribute num_outputs is ", named, "; there are ", outputs, " outputs");
  }
  if (node.has_input(1)) {
    node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
    node.check_rank(1, 1);
  }
  const auto split = node.has_input(1) ? node.constant_ints(1) : std::vector<int64_t>{};
  if (!split) out.need_value(1);
  if (!node.ranked(0)) {
    for (size_t i = 0; i < outputs; ++i) out.set_unranked(i, node.dtype(0));
    return;
  }
  const size_t axis = axis_of(node, 0);
  Shape shape = node.shape(0).to_vector();
  const int64_t extent = shape[axis];
  if (split && node.has_input(1)) check_split(*split, outputs, extent);
  int64_t begin = 0;
  for (size_t i = 0; i < outputs; ++i) {
    const bool known = split && (extent >= 0 || !split->empty());
    shape[axis] = known ? part_extent(*split, extent, outputs, i, begin) : MORTISE_DIM_UNKNOWN;
    begin += shape[axis];
    out.set(i, node.dtype(0), shape);
  }
}

void gradient(Gradient& g) {
  std::vector<Value> parts;
  for (size_t i = 0; i < g.node.output_count(); ++i) {
    parts.push_back(g.has_output(i) ? g.output(i)
                                    : g.b.node("Expand", {g.b.scalar(g.node.dtype(0), 0),
                                                          g.b.node("Shape", {g.output_value(i)})}));
  }
  g.set_input(0, g.b.node("Concat", parts, {{"axis", g.node.attr_int("axis", 0)}}));
}

class SplitKernel {
 public:
  SplitKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, 0)), bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const AxisParts parts(launch.input_shape(0), axis_);
    Span<const int64_t> split;
    if (launch.has_input(1)) split = {launch.in<int64_t>(1), launch.output_count()};
    int64_t begin = 0;
    for (size_t i = 0; i < launch.output_count(); ++i) {
      const int64_t part = part_extent(split, parts.extent, launch.output_count(), i, begin);
      const int64_t count = part * parts.inner;
      for (int64_t o = 0; launch.wants_output(i) && o < parts.outer; ++o) {
        const int64_t from = (o * parts.extent + begin) * parts.inner;
        move_elements(bytes_, launch.in<char>(0) + from * bytes_, 1,
                      launch.out<char>(i) + o * count * bytes_, 1, count);
      }
      begin += part;
    }
  }

 private:
  size_t axis_;
  int64_t bytes_;
};

// The only part is the whole.
std::optional<uint32_t> forward(const Node& node, size_t output) {
  return node.output_count() == 1 ? forward_same_shape(node, output) : std::nullopt;
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  const auto axis = static_cast<size_t>(normalize_axis(node.attr_int("axis", 0), node.rank(0)));
  int64_t begin = 0;
  for (size_t i = 0; static_cast<size_t>(query.axis) == axis && i < query.output; ++i)
    begin += node.output_shape(i)[axis];
  pieces.range(0, query.axis, begin + query.begin, begin + query.end);
}

}  // namespace

MORTISE_OPERATOR(Split, 18) {
  op.summary("The parts of an axis, one output each")
      .input("input")
      .optional_input("split")
      .output("outputs", MORTISE_FORMAL_VARIADIC)
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("num_outputs", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_LAYOUT_ONLY | MORTISE_OPERATOR_NAMES_AXES)
      .forward(&forward)
      .infer(&infer)
      .piece(&piece)
      .gradient(&gradient)
      .kernel<SplitKernel>();
}

}  // namespace mortise::ops
