#include <algorithm>

#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

// Without the attribute the elements count as one row.
bool has_axis(const Node& node) { return node.has_attr("axis"); }

// How many are different is known only at run time: at most all.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(PlainTypes{}));
  int64_t slices = MORTISE_DIM_UNKNOWN;
  if (!node.ranked(0)) {
    if (has_axis(node)) {
      out.set_unranked(0, node.dtype(0));
    } else {
      out.set(0, node.dtype(0), Shape{MORTISE_DIM_UNKNOWN});
    }
  } else {
    Shape shape = node.shape(0).to_vector();
    size_t axis = 0;
    if (has_axis(node)) {
      axis = axis_of(node, 0);
    } else {
      shape = {node.shape_known(0) ? element_count(node.shape(0)) : int64_t{MORTISE_DIM_UNKNOWN}};
    }
    if (std::all_of(shape.begin(), shape.end(), [](int64_t extent) { return extent >= 0; })) {
      slices = shape[axis];
      out.set_bounded(0, node.dtype(0), shape, uint64_t{1} << axis);
    } else {
      shape[axis] = MORTISE_DIM_UNKNOWN;
      out.set(0, node.dtype(0), shape);
    }
  }
  const Shape inverse = {!has_axis(node) && node.ranked(0) && !node.shape_known(0)
                             ? int64_t{MORTISE_DIM_UNKNOWN}
                             : slices};
  for (size_t output = 1; output < node.output_count(); ++output) {
    if (!node.wants_output(output)) continue;
    if (output == 2 || slices < 0) {
      out.set(output, MORTISE_DTYPE_INT64, inverse);
    } else {
      out.set_bounded(output, MORTISE_DTYPE_INT64, {slices}, 1);
    }
  }
}

class UniqueKernel {
 public:
  UniqueKernel(const Node& node, const KernelContext&)
      : flat_(!has_axis(node)),
        axis_(flat_ ? 0 : axis_of(node, 0)),
        sorted_(node.attr_int("sorted", 1) != 0),
        bytes_(element_bytes(node.dtype(0))),
        most_(parts(node.shape(0)).extent),
        find_(visit_dtype(PlainTypes{}, node.dtype(0), [](auto tag) -> Find {
          return &UniqueKernel::find<typename decltype(tag)::type>;
        })) {}

  // For each slice its place in order and its group; for each group its first slice, its size and its rank.
  uint64_t workspace_size() const { return static_cast<uint64_t>(most_) * 5 * sizeof(int64_t); }
  void run(const Launch& launch) const { (this->*find_)(launch); }

 private:
  using Find = void (UniqueKernel::*)(const Launch&) const;

  AxisParts parts(ShapeView shape) const {
    const int64_t all = element_count(shape);
    return flat_ ? AxisParts(ShapeView(&all, 1), 0) : AxisParts(shape, axis_);
  }

  // As numbers, with NaN behind all of them and equal to itself. -1, 0 or 1.
  template <class T>
  static int compare(T left, T right) {
    const auto a = load(left), b = load(right);
    if (a < b) return -1;
    if (b < a) return 1;
    if (a == b) return 0;
    const int a_is_nan = a != a ? 1 : 0, b_is_nan = b != b ? 1 : 0;
    return a_is_nan - b_is_nan;
  }

  template <class T>
  static int compare_slices(const T* x, const AxisParts& all, int64_t left, int64_t right) {
    for (int64_t o = 0; o < all.outer; ++o) {
      for (int64_t i = 0; i < all.inner; ++i) {
        const int order = compare(x[(o * all.extent + left) * all.inner + i],
                                  x[(o * all.extent + right) * all.inner + i]);
        if (order != 0) return order;
      }
    }
    return 0;
  }

  template <class T>
  void find(const Launch& launch) const {
    const AxisParts all = parts(launch.input_shape(0));
    const T* x = launch.in<T>(0);
    auto* order =
        launch.workspace<int64_t>();      // slices, equal ones side by side, the first one first
    auto* group_of = order + all.extent;  // by slice
    auto* first = group_of + all.extent;  // by group, as the three below
    auto* size = first + all.extent;
    auto* rank = size + all.extent;
    for (int64_t i = 0; i < all.extent; ++i) order[i] = i;
    std::sort(order, order + all.extent, [&](int64_t left, int64_t right) {
      const int difference = compare_slices(x, all, left, right);
      return difference != 0 ? difference < 0 : left < right;
    });
    int64_t groups = 0;
    for (int64_t i = 0; i < all.extent; ++i) {
      if (i == 0 || compare_slices(x, all, order[i - 1], order[i]) != 0) {
        first[groups] = order[i];
        size[groups++] = 0;
      }
      group_of[order[i]] = groups - 1;
      ++size[groups - 1];
    }
    // The groups in the order of the output: as they are, or by their first slice.
    for (int64_t g = 0; g < groups; ++g) order[g] = g;
    if (!sorted_) {
      std::sort(order, order + groups,
                [&](int64_t left, int64_t right) { return first[left] < first[right]; });
    }
    for (int64_t k = 0; k < groups; ++k) rank[order[k]] = k;
    write(launch, all, groups, order, first, size);
    if (launch.wants_output(2)) {
      for (int64_t i = 0; i < all.extent; ++i) launch.out<int64_t>(2)[i] = rank[group_of[i]];
    }
  }

  void write(const Launch& launch, const AxisParts& all, int64_t groups, const int64_t* order,
             const int64_t* first, const int64_t* size) const {
    char* to = launch.out<char>(0);
    const int64_t block = all.inner * bytes_;
    for (int64_t o = 0; o < all.outer; ++o) {
      for (int64_t k = 0; k < groups; ++k) {
        const char* from = launch.in<char>(0) + (o * all.extent + first[order[k]]) * block;
        move_elements(bytes_, from, 1, to, 1, all.inner);
        to += block;
      }
    }
    launch.set_extent(0, axis_, groups);
    for (const size_t output : {size_t{1}, size_t{3}}) {
      if (!launch.wants_output(output)) continue;
      for (int64_t k = 0; k < groups; ++k)
        launch.out<int64_t>(output)[k] = output == 1 ? first[order[k]] : size[order[k]];
      launch.set_extent(output, 0, groups);
    }
  }

  bool flat_;
  size_t axis_;
  bool sorted_;
  int64_t bytes_;
  int64_t most_;
  Find find_;
};

// Each element, or slice, is the first of its kind.
void gradient(Gradient& g) {
  if (!g.has_output(0)) return;
  if (!g.node.ranked(0)) unsupported("the rank of X must be known");
  Attrs attrs = {{"sorted", g.node.attr_int("sorted", 1)}};
  if (has_axis(g.node)) attrs.emplace_back("axis", g.node.attr_int("axis"));
  const Value first = g.node.wants_output(1) ? g.output_value(1)
                                             : g.b.nodes("Unique", {g.input_value(0)}, 2, attrs)[1];
  const Value x = g.input_value(0);
  const uint32_t dtype = g.node.dtype(0);
  if (has_axis(g.node)) {
    const auto axis = static_cast<int64_t>(axis_of(g.node, 0));
    g.set_input(0, scatter_slices(g.b, dtype, x, g.node.rank(0), axis, first, 1, g.output(0)));
    return;
  }
  const Value flat = g.b.node("Reshape", {x, g.b.ints({-1})});
  const Value sums = scatter_slices(g.b, dtype, flat, 1, 0, first, 1, g.output(0));
  g.set_input(0, g.b.node("Reshape", {sums, g.b.node("Shape", {x})}, {{"allowzero", 1}}));
}

}  // namespace

MORTISE_OPERATOR(Unique, 11) {
  op.summary("The different elements, or slices of an axis, with where they are and how often")
      .input("X")
      .output("Y")
      .optional_output("indices")
      .optional_output("inverse_indices")
      .optional_output("counts")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("sorted", MORTISE_ATTRIBUTE_INT)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<UniqueKernel>();
}

}  // namespace mortise::ops
