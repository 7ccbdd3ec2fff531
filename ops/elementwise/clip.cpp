#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(NumericTypes{}));
  for (size_t bound = 1; bound < node.input_count(); ++bound) {
    if (!node.has_input(bound)) continue;
    node.check_same_dtype(0, bound);
    node.check_scalar(bound, dtype_set(NumericTypes{}));
  }
}

// min(max(x, low), high): where the bounds are the wrong way round, everything is `high`.
class ClipKernel {
 public:
  ClipKernel(const Node& node, const KernelContext&)
      : clip_(visit_dtype(NumericTypes{}, node.dtype(0),
                          [](auto tag) -> Clip { return &clip<typename decltype(tag)::type>; })) {}

  void run(const Launch& launch) const { clip_(launch); }

 private:
  using Clip = void (*)(const Launch&);

  template <class T>
  static void clip(const Launch& launch) {
    using C = Compute<T>;
    const bool has_low = launch.has_input(1);
    const bool has_high = launch.has_input(2);
    const C low = has_low ? load(*launch.in<T>(1)) : C{};
    const C high = has_high ? load(*launch.in<T>(2)) : C{};
    const T* x = launch.in<T>(0);
    T* y = launch.out<T>(0);
    const int64_t count = element_count(launch.output(0));
    for (int64_t i = 0; i < count; ++i) {
      C value = load(x[i]);
      if (has_low && value < low) value = low;
      if (has_high && value > high) value = high;
      y[i] = store<T>(value);
    }
  }

  Clip clip_;
};

// Removes the gradient where `upper` is greater than `lower`.
Value stop_where_greater(Gradient& g, Value gradient, Value upper, Value lower) {
  const int64_t dtype = g.node.dtype(0);
  const Value outside = g.b.node("Cast", {g.b.node("Greater", {upper, lower})}, {{"to", dtype}});
  const Value inside = g.b.node("Sub", {g.b.scalar(g.node.dtype(0), 1), outside});
  return g.b.node("Mul", {gradient, inside});
}

// The gradient passes where the input lay within the bounds.
void gradient(Gradient& g) {
  Value passed = g.output(0);
  const Value x = g.input_value(0);
  if (g.node.has_input(1)) passed = stop_where_greater(g, passed, g.input_value(1), x);
  if (g.node.has_input(2)) passed = stop_where_greater(g, passed, x, g.input_value(2));
  g.set_input(0, passed);
}

}  // namespace

MORTISE_OPERATOR(Clip, 13) {
  op.summary("Each element kept within bounds")
      .input("input")
      .optional_input("min")
      .optional_input("max")
      .output("output")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .in_place(0, 0)
      .forward([](const Node& node, size_t output) {
        const bool bounded = node.has_input(1) || node.has_input(2);
        return bounded ? std::nullopt : forward_same_shape(node, output);
      })
      .infer(&infer)
      .gradient(&gradient)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        pieces.range(0, query.axis, query.begin, query.end);
      })
      .kernel<ClipKernel>();
}

}  // namespace mortise::ops
