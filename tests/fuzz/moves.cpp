// Recipes of what moves elements: order, shapes, parts, selection.
#include <algorithm>

#include "tests/fuzz/graph_maker.hpp"

namespace mortise::fuzz {
namespace {

using Ints = std::vector<int64_t>;

void transpose(Maker& m) {
  const Ref x = m.pick();
  Ints order(static_cast<size_t>(m.rank(x)));
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int64_t>(i);
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[m.choices().below(i)]);
  const Ref y = m.node("Transpose", {x}, {{"perm", order}});
  if (!m.choices().one_in(3)) return;
  Ints back(order.size());
  for (size_t i = 0; i < order.size(); ++i)
    back[static_cast<size_t>(order[i])] = static_cast<int64_t>(i);
  m.node("Transpose", {m.choices().coin() ? m.node("Relu", {y}) : y}, {{"perm", back}});
}

void reshape(Maker& m) {
  const Ref x = m.pick();
  const int64_t rank = m.rank(x);
  Ints target;
  if (rank > 0) target.push_back(0);
  if (rank > 1) target.push_back(-1);
  if (m.choices().coin() && rank > 2) {
    target.back() = m.extent(x, 1) * m.extent(x, 2);
    for (int64_t axis = 3; axis < rank; ++axis) target.push_back(m.extent(x, axis));
  }
  m.node("Reshape", {x, m.ints(target)});
}

/// The way exporters write it: the target is worked out from the shape.
void reshape_by_shape(Maker& m) {
  const Ref x = m.pick();
  const Ref shape = m.node("Shape", {x});
  const Ref rows = m.node("Gather", {shape, m.ints({0})}, {{"axis", 0}});
  const Ref target = m.node("Concat", {rows, m.ints({-1})}, {{"axis", 0}});
  m.node("Reshape", {x, target});
}

void flatten(Maker& m) {
  const Ref x = m.pick();
  m.node("Flatten", {x}, {{"axis", m.choices().between(-m.rank(x), m.rank(x))}});
}

void unsqueeze(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.choices().between(0, m.rank(x));
  const Ref y = m.node("Unsqueeze", {x, m.ints({axis})});
  if (m.choices().coin()) m.node("Squeeze", {y, m.ints({axis})});
}

void slice(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.axis(x), extent = m.extent(x, axis);
  const int64_t start = m.choices().between(0, extent - 1);
  if (m.choices().one_in(4)) {
    m.node("Slice", {x, m.ints({-1}), m.ints({INT64_MIN}), m.ints({axis}),
                     m.ints({m.choices().between(-3, -1)})});
    return;
  }
  const int64_t end = m.choices().between(start, extent) - (m.choices().one_in(4) ? extent : 0);
  m.node("Slice",
         {x, m.ints({start}), m.ints({end}), m.ints({axis}), m.ints({m.choices().between(1, 2)})});
}

void split(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.axis(x), extent = m.extent(x, axis);
  const int64_t first = m.choices().between(0, extent);
  const std::vector<Ref> parts =
      m.nodes("Split", {x, m.ints({first, extent - first})}, 2, {{"axis", axis}});
  if (m.choices().coin()) return;
  const Ref changed = m.node("Sigmoid", {parts[1]});
  m.node("Concat", {changed, parts[0]}, {{"axis", axis}});
}

void concat(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.axis(x);
  std::vector<Ref> parts = {x};
  const size_t more = 1 + m.choices().below(3);
  for (size_t i = 0; i < more; ++i) parts.push_back(m.pick_shape(m.shape(x)).value_or(x));
  if (m.choices().coin()) parts.push_back(m.node("Relu", {x}));
  m.node("Concat", parts, {{"axis", axis}});
}

void gather(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.axis(x), extent = m.extent(x, axis);
  Ints indices(1 + m.choices().below(4));
  for (int64_t& index : indices) index = m.choices().between(-extent, extent - 1);
  const Ref which = m.choices().coin() ? m.ints(indices) : m.whole(indices[0]);
  m.node("Gather", {x, which}, {{"axis", axis}});
}

void gather_elements(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.axis(x);
  const Ref chosen = m.nodes("TopK", {x, m.ints({m.extent(x, axis)})}, 2, {{"axis", axis}})[1];
  m.node("GatherElements", {x, chosen}, {{"axis", axis}});
}

void top_k(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.axis(x);
  m.nodes("TopK", {x, m.ints({m.choices().between(1, m.extent(x, axis))})}, 2,
          {{"axis", axis}, {"largest", m.choices().between(0, 1)}});
}

void arg_max(Maker& m) {
  const Ref x = m.pick();
  const int64_t axis = m.axis(x);
  const Ref best = m.node(m.choices().coin() ? "ArgMax" : "ArgMin", {x},
                          {{"axis", axis}, {"keepdims", m.choices().between(0, 1)}});
  m.node("Cast", {best}, {{"to", MORTISE_DTYPE_FLOAT32}});
}

void expand(Maker& m) {
  const Ref x = m.pick();
  Ints target(static_cast<size_t>(m.rank(x)), 1);
  for (size_t i = 0; i < target.size(); ++i) {
    if (m.shape(x)[i] == 1) target[i] = m.choices().between(1, 4);
  }
  if (m.choices().one_in(3)) target.insert(target.begin(), 2);
  m.node("Expand", {x, m.ints(target)});
}

void tile(Maker& m) {
  const Ref x = m.pick();
  Ints repeats(static_cast<size_t>(m.rank(x)), 1);
  for (int64_t& repeat : repeats) repeat = m.choices().between(1, 2);
  m.node("Tile", {x, m.ints(repeats)});
}

void pad(Maker& m) {
  const Ref x = m.pick();
  Ints pads(2 * static_cast<size_t>(m.rank(x)), 0);
  for (size_t i = 0; i < pads.size(); ++i) {
    const bool first = i % static_cast<size_t>(m.rank(x)) == 0;
    if (!first) pads[i] = m.choices().between(0, 2) - (m.choices().one_in(6) ? 1 : 0);
  }
  const char* mode =
      m.choices().pick(std::vector<const char*>{"constant", "reflect", "edge", "wrap"});
  m.node("Pad", {x, m.ints(pads), m.choices().coin() ? m.number(0.5) : kAbsent}, {{"mode", mode}});
}

void depth_to_space(Maker& m) {
  const Ref x = m.of_rank(4);
  if (m.extent(x, 1) % 4 == 0) {
    const Ref y = m.node("DepthToSpace", {x},
                         {{"blocksize", 2}, {"mode", m.choices().coin() ? "DCR" : "CRD"}});
    if (m.choices().coin()) m.node("SpaceToDepth", {y}, {{"blocksize", 2}});
  } else {
    m.node("SpaceToDepth", {x}, {{"blocksize", m.choices().between(1, 2)}});
  }
}

void cumulate(Maker& m) {
  const Ref x = m.pick();
  m.node("CumSum", {x, m.whole(m.axis(x))},
         {{"exclusive", m.choices().between(0, 1)}, {"reverse", m.choices().between(0, 1)}});
}

void triangle(Maker& m) {
  m.node("Trilu", {m.pick(), m.whole(m.choices().between(-2, 2))},
         {{"upper", m.choices().between(0, 1)}});
}

void identity(Maker& m) { m.node("Identity", {m.pick()}); }

}  // namespace

const std::vector<Recipe>& move_recipes() {
  static const std::vector<Recipe> recipes = {
      &transpose, &reshape,        &reshape_by_shape, &flatten,  &unsqueeze, &slice,     &split,
      &concat,    &gather,         &gather_elements,  &top_k,    &arg_max,   &expand,    &tile,
      &pad,       &depth_to_space, &cumulate,         &triangle, &identity,  &transpose, &concat,
      &slice};
  return recipes;
}

}  // namespace mortise::fuzz
