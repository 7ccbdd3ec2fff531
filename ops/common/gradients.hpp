// Pieces that gradients are built from.
#pragma once

#include <functional>

#include "ops/common/term.hpp"

namespace mortise::ops {

inline Term input_term(Gradient& g, size_t index) {
  return {g.b, g.node.dtype(index), g.input_value(index)};
}
/// An output, and d loss/d output. Requires of the latter: g.has_output(index).
inline Term output_term(Gradient& g, size_t index) {
  return {g.b, g.node.output_type(index).dtype, g.output_value(index)};
}
inline Term output_gradient(Gradient& g, size_t index) {
  return {g.b, g.node.output_type(index).dtype, g.output(index)};
}

/// The gradient of y = f(x), element by element, from the slope f'(x) as a function of x and y.
template <Term (*Slope)(const Node& node, const Term& x, const Term& y)>
void unary_gradient(Gradient& g) {
  const Term slope = Slope(g.node, input_term(g, 0), output_term(g, 0));
  g.set_input(0, (output_gradient(g, 0) * slope).value());
}

/// Of outputs that do not depend on the inputs' content, or whose derivative is zero almost everywhere.
inline void zero_gradient(Gradient&) {}

/// Of Max and Min: where several inputs are the extreme, each gets an equal part.
void extreme_gradient(Gradient& g);

/// The slope of a p-norm of several x, by each: 0 where the norm is.
Term norm_slope(const Term& x, const Term& norm, int64_t p);

/// How many elements output 0 has for each of input 0.
Term size_ratio(Gradient& g);

/// `gradient`, which has the shape of output 0, summed over the axes that broadcasting gave to input `index`.
Value sum_to_input(Gradient& g, Value gradient, size_t index);

/// The last two axes swapped. Requires: rank >= 2.
Value swap_last_axes(Builder& b, Value value, int64_t rank);

/// A tensor of zeros in the shape of `like`.
Value zeros_like(Builder& b, uint32_t dtype, Value like);

/// A constant of dtype `dtype`, rounded from doubles.
Value constant_of(Builder& b, uint32_t dtype, ShapeView shape, const std::vector<double>& numbers);

/// The gradient of Gather along `axis`, of what has the shape of `like` and rank `rank`.
Value scatter_slices(Builder& b, uint32_t dtype, Value like, int64_t rank, int64_t axis,
                     Value indices, int64_t indices_rank, Value gradient);

/// The output of the node again, with some inputs replaced and some attributes changed.
Value run_again(Gradient& g, const std::vector<std::pair<size_t, Value>>& replaced,
                const Attrs& changed = {});

/// The gradient of an operator whose output 0 holds elements of the inputs `sources`, and zeros, computing nothing: the
/// same moves, made with numbers of elements (int64, from 1), tell where each element came from. `move` gives the output
/// for such numbers instead of the sources; by default the operator itself does.
void move_gradient(Gradient& g, const std::vector<size_t>& sources,
                   const std::function<Value(const std::vector<Value>& numbers)>& move = {});
inline void move_first_gradient(Gradient& g) { move_gradient(g, {0}); }

}  // namespace mortise::ops
