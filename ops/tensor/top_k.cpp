#include <algorithm>

#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(NumericTypes{}));
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  const auto k = node.constant_ints(1);
  if (!k) out.need_value(1);
  if (k && k->size() != 1) invalid("K has ", k->size(), " values; it must have one");
  if (!node.ranked(0)) {
    out.set_unranked(0, node.dtype(0));
    return out.set_unranked(1, MORTISE_DTYPE_INT64);
  }
  const size_t axis = axis_of(node, -1);
  Shape shape = node.shape(0).to_vector();
  if (k && (k->front() < 0 || (shape[axis] >= 0 && k->front() > shape[axis]))) {
    invalid("K is ", k->front(), "; axis ", axis, " has extent ", shape[axis]);
  }
  shape[axis] = k ? k->front() : int64_t{MORTISE_DIM_UNKNOWN};
  out.set(0, node.dtype(0), shape);
  out.set(1, MORTISE_DTYPE_INT64, shape);
}

class TopKKernel {
 public:
  TopKKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, -1)),
        extent_(node.shape(0)[axis_]),
        largest_(node.attr_bool("largest", true)),
        select_(visit_dtype(NumericTypes{}, node.dtype(0), [](auto tag) -> Select {
          return &TopKKernel::select<typename decltype(tag)::type>;
        })) {
    if (extent_ < 0) unsupported("the extent of axis ", axis_, " must be known");
  }
  uint64_t workspace_size() const { return static_cast<uint64_t>(extent_) * sizeof(int64_t); }

  void run(const Launch& launch) const { (this->*select_)(launch); }

 private:
  using Select = void (TopKKernel::*)(const Launch&) const;

  // NaN counts as the greatest number, so that the order is strict; equal elements stay in theirs.
  template <class T>
  void select(const Launch& launch) const {
    const AxisParts parts(launch.input_shape(0), axis_);
    const int64_t count = launch.output_shape(launch.wants_output(0) ? 0 : 1)[axis_];
    int64_t* order = launch.workspace<int64_t>();
    for (int64_t line = 0; line < parts.outer * parts.inner; ++line) {
      const int64_t outer = line / parts.inner;
      const int64_t inner = line % parts.inner;
      const T* x = launch.in<T>(0) + outer * parts.extent * parts.inner + inner;
      const auto before = [&](int64_t left, int64_t right) {
        const auto a = load(x[left * parts.inner]);
        const auto b = load(x[right * parts.inner]);
        const bool less = a < b || (a == a && b != b);
        const bool greater = b < a || (b == b && a != a);
        if (less || greater) return largest_ ? greater : less;
        return left < right;
      };
      for (int64_t i = 0; i < parts.extent; ++i) order[i] = i;
      std::partial_sort(order, order + count, order + parts.extent, before);
      for (int64_t i = 0; i < count; ++i) {
        const int64_t to = (outer * count + i) * parts.inner + inner;
        if (launch.wants_output(0)) launch.out<T>(0)[to] = x[order[i] * parts.inner];
        if (launch.wants_output(1)) launch.out<int64_t>(1)[to] = order[i];
      }
    }
  }

  size_t axis_;
  int64_t extent_;
  bool largest_;
  Select select_;
};

void gradient(Gradient& g) {
  if (!g.has_output(0)) return;
  const Value zeros = zeros_like(g.b, g.node.dtype(0), g.input_value(0));
  const Value places = g.node.wants_output(1)
                           ? g.output_value(1)
                           : g.b.nodes("TopK", {g.input_value(0), g.input_value(1)}, 2,
                                       {{"axis", g.node.attr_int("axis", -1)},
                                        {"largest", g.node.attr_int("largest", 1)}})[1];
  g.set_input(0, g.b.node("ScatterElements", {zeros, places, g.output(0)},
                          {{"axis", g.node.attr_int("axis", -1)}}));
}

}  // namespace

// With sorted = 0 any order is allowed: it is the sorted one here too.
MORTISE_OPERATOR(TopK, 24) {
  op.summary("The K greatest or smallest elements along an axis, and where they are")
      .input("X")
      .input("K")
      .output("Values")
      .output("Indices")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("largest", MORTISE_ATTRIBUTE_INT)
      .attribute("sorted", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<TopKKernel>();
}

}  // namespace mortise::ops
