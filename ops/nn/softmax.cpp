#include <cmath>
#include <limits>

#include "ops/common/arithmetic.hpp"
#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  if (node.ranked(0) && node.rank(0) > 0) normalize_axis(node.attr_int("axis", -1), node.rank(0));
}

// dx = y (dy - sum(dy y))
void gradient(Gradient& g) {
  const Value axes = g.b.ints({g.node.attr_int("axis", -1)});
  const Value product = g.b.node("Mul", {g.output(0), g.output_value(0)});
  const Value sum = g.b.node("ReduceSum", {product, axes}, {{"keepdims", 1}});
  g.set_input(0, g.b.node("Mul", {g.output_value(0), g.b.node("Sub", {g.output(0), sum})}));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value axes = b.ints({node.attr_int("axis", -1)});
  const Value max = b.node("ReduceMax", {node.input_id(0), axes}, {{"keepdims", 1}});
  const Value powers = b.node("Exp", {b.node("Sub", {node.input_id(0), max})});
  const Value sum = b.node("ReduceSum", {powers, axes}, {{"keepdims", 1}});
  return {b.node("Div", {powers, sum})};
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  if (query.axis == normalize_axis(node.attr_int("axis", -1), node.rank(0))) return;
  pieces.range(0, query.axis, query.begin, query.end);
}

class SoftmaxKernel {
 public:
  SoftmaxKernel(const Node& node, const KernelContext&)
      : axis_(node.rank(0) == 0 ? 0 : normalize_axis(node.attr_int("axis", -1), node.rank(0))),
        softmax_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Softmax {
          return &softmax<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const size_t axis = static_cast<size_t>(axis_);
    if (element_count(launch.input(0)) == 0) return;
    if (shape.empty()) return softmax_(launch, 1, 1, 1);
    softmax_(launch, element_count(ShapeView(shape.data(), axis)), shape[axis],
             element_count(ShapeView(shape.data() + axis + 1, shape.size() - axis - 1)));
  }

 private:
  using Softmax = void (*)(const Launch&, int64_t outer, int64_t count, int64_t inner);

  template <class T>
  static void softmax(const Launch& launch, int64_t outer, int64_t count, int64_t inner) {
    for (int64_t i = 0; i < outer * inner; ++i) {
      const int64_t start = i / inner * count * inner + i % inner;
      softmax_line(launch.in<T>(0) + start, launch.out<T>(0) + start, count, inner);
    }
  }

  template <class T>
  static void softmax_line(const T* x, T* y, int64_t count, int64_t stride) {
    double max = -std::numeric_limits<double>::infinity();
    for (int64_t i = 0; i < count; ++i) max = std::fmax(max, load(x[i * stride]));
    double sum = 0;
    for (int64_t i = 0; i < count; ++i) sum += std::exp(load(x[i * stride]) - max);
    for (int64_t i = 0; i < count; ++i) {
      y[i * stride] = store<T>(std::exp(load(x[i * stride]) - max) / sum);
    }
  }

  int64_t axis_;
  Softmax softmax_;
};

}  // namespace

MORTISE_OPERATOR(Softmax, 13) {
  op.summary("exp(x) / sum(exp(x)) along an axis")
      .input("input")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .in_place(0, 0)
      .infer(&infer)
      .gradient(&gradient)
      .decompose(&decompose)
      .piece(&piece)
      .kernel<SoftmaxKernel>();
}

}  // namespace mortise::ops
