#include "ops/common/gradients.hpp"

#include <algorithm>

namespace mortise::ops {
namespace {

Value flat(Builder& b, Value value) { return b.node("Reshape", {value, b.ints({-1})}); }

// The numbers `first`, `first` + 1, … in the shape of `like`; `next` is what follows the last one.
Value number_elements(Builder& b, Value like, Value first, Value next) {
  const Value one = b.scalar(MORTISE_DTYPE_INT64, 1);
  return b.node("Reshape", {b.node("Range", {first, next, one}), b.node("Shape", {like})},
                {{"allowzero", 1}});
}

}  // namespace

Value sum_to_input(Gradient& g, Value gradient, size_t index) {
  const Node& node = g.node;
  if (node.ranked(index) && node.output_type(0).rank == node.rank(index)) {
    bool same = true;
    for (size_t i = 0; i < node.shape(index).size(); ++i) {
      const int64_t extent = node.shape(index)[i];
      same = same && extent == node.output_shape(0)[i] && extent != MORTISE_DIM_UNKNOWN;
    }
    if (same) return gradient;
  }
  return g.b.mortise_node("SumTo", {gradient, g.input_value(index)});
}

void extreme_gradient(Gradient& g) {
  const Term y = output_term(g, 0);
  std::vector<Term> marks;
  for (size_t i = 0; i < g.node.input_count(); ++i)
    marks.push_back(y.indicator(input_term(g, i).equal(y)));
  Term count = marks[0];
  for (size_t i = 1; i < marks.size(); ++i) count = count + marks[i];
  const Term share = output_gradient(g, 0) / count;
  for (size_t i = 0; i < marks.size(); ++i)
    g.set_input(i, sum_to_input(g, (share * marks[i]).value(), i));
}

Term norm_slope(const Term& x, const Term& norm, int64_t p) {
  if (p == 1) return x.apply("Sign");
  const Term ratio = x / norm.number(1).where(norm.equal(0), norm);
  if (p == 2) return ratio;
  return ratio.apply("Sign") *
         ratio.abs().apply("Pow", {x.number(static_cast<double>(p - 1)).value()});
}

Term size_ratio(Gradient& g) {
  const auto size = [&](Value value) {
    const Value count = g.b.node("Size", {value});
    const uint32_t dtype = g.node.dtype(0);
    return Term(g.b, dtype, g.b.node("Cast", {count}, {{"to", dtype}}));
  };
  return size(g.output_value(0)) / size(g.input_value(0));
}

Value swap_last_axes(Builder& b, Value value, int64_t rank) {
  Shape order;
  for (int64_t i = 0; i < rank; ++i) order.push_back(i);
  std::swap(order[order.size() - 1], order[order.size() - 2]);
  return b.node("Transpose", {value}, {{"perm", order}});
}

Value zeros_like(Builder& b, uint32_t dtype, Value like) {
  return b.node("Expand", {b.scalar(dtype, 0), b.node("Shape", {like})});
}

Value constant_of(Builder& b, uint32_t dtype, ShapeView shape, const std::vector<double>& numbers) {
  const Value value = b.constant(host_view(MORTISE_DTYPE_FLOAT64, shape, numbers.data()));
  if (dtype == MORTISE_DTYPE_FLOAT64) return value;
  return b.node("Cast", {value}, {{"to", dtype}});
}

Value scatter_slices(Builder& b, uint32_t dtype, Value like, int64_t rank, int64_t axis,
                     Value indices, int64_t indices_rank, Value gradient) {
  // The axes of the indices to the front, then those that the slices have.
  std::vector<int64_t> forth, back, extents = {axis};
  for (int64_t i = 0; i < indices_rank; ++i) forth.push_back(axis + i);
  for (int64_t i = 0; i < rank; ++i) {
    back.push_back(i == axis ? 0 : i < axis ? i + 1 : i);
    if (i == axis) continue;
    forth.push_back(i < axis ? i : i - 1 + indices_rank);
    extents.push_back(i);
  }
  const Value shape = b.node("Gather", {b.node("Shape", {like}), b.ints(extents)});
  const Value zeros = b.node("Expand", {b.scalar(dtype, 0), shape});
  const Value places = b.node("Unsqueeze", {indices, b.ints({-1})});
  if (axis != 0) gradient = b.node("Transpose", {gradient}, {{"perm", forth}});
  const Value sums = b.node("ScatterND", {zeros, places, gradient}, {{"reduction", "add"}});
  return axis == 0 ? sums : b.node("Transpose", {sums}, {{"perm", back}});
}

Value run_again(Gradient& g, const std::vector<std::pair<size_t, Value>>& replaced,
                const Attrs& changed) {
  const Node& node = g.node;
  std::vector<Value> inputs;
  for (size_t i = 0; i < node.input_count(); ++i) inputs.push_back(g.input_value(i));
  for (const auto& [index, value] : replaced) inputs[index] = value;
  Attrs attrs = changed;
  for (const mortise_attribute_t& attribute : node.attributes()) {
    const bool is_changed = std::any_of(changed.begin(), changed.end(), [&](const Attr& other) {
      return to_view(other.abi().name) == to_view(attribute.name);
    });
    if (!is_changed) attrs.emplace_back(attribute);
  }
  return g.b.nodes(node.op(), inputs, node.output_count(), attrs, node.domain(), node.version())[0];
}

void move_gradient(Gradient& g, const std::vector<size_t>& sources,
                   const std::function<Value(const std::vector<Value>&)>& move) {
  if (!g.has_output(0)) return;
  Builder& b = g.b;
  const uint32_t dtype = g.node.output_type(0).dtype;
  const Value one = b.scalar(MORTISE_DTYPE_INT64, 1);
  // Element 0 stands for the zeros, so that what falls to them does no harm.
  std::vector<Value> bounds = {one};
  std::vector<Value> numbers;
  std::vector<std::pair<size_t, Value>> replaced;
  for (const size_t source : sources) {
    const Value size = b.node("Size", {g.input_value(source)});
    bounds.push_back(b.node("Add", {bounds.back(), size}));
    numbers.push_back(
        number_elements(b, g.input_value(source), bounds[bounds.size() - 2], bounds.back()));
    replaced.emplace_back(source, numbers.back());
  }
  const Value moved = move ? move(numbers) : run_again(g, replaced);
  const Value axis = b.ints({0});
  const auto as_vector = [&](Value bound) { return b.node("Unsqueeze", {bound, axis}); };
  const Value zeros = b.node("Expand", {b.scalar(dtype, 0), as_vector(bounds.back())});
  const Value sums = b.node("ScatterElements", {zeros, flat(b, moved), flat(b, g.output(0))},
                            {{"axis", 0}, {"reduction", "add"}});
  for (size_t i = 0; i < sources.size(); ++i) {
    const Value part =
        b.node("Slice", {sums, as_vector(bounds[i]), as_vector(bounds[i + 1]), axis});
    g.set_input(sources[i], b.node("Reshape", {part, b.node("Shape", {g.input_value(sources[i])})},
                                   {{"allowzero", 1}}));
  }
}

}  // namespace mortise::ops
