// mortise::SumTo: what undoes broadcasting. Gradients of broadcasting operators sum over the axes that it added, which
// are known only when the shapes are.
#include "ops/common/arithmetic.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(NumericTypes{}));
  if (!node.ranked(1)) return out.set_unranked(0, node.dtype(0));
  if (node.ranked(0)) {
    const Shape back = broadcast_shapes(node.shape(0), node.shape(1));
    bool fits = back.size() == node.shape(0).size();
    for (size_t i = 0; fits && i < back.size(); ++i) {
      fits = back[i] < 0 || node.shape(0)[i] < 0 || back[i] == node.shape(0)[i];
    }
    if (!fits) invalid("shape ", node.shape(1), " does not broadcast to ", node.shape(0));
  }
  out.set(0, node.dtype(0), node.shape(1));
}

// A sum over the axes that are 1 or missing in the target; the reshape drops the missing ones.
std::vector<Value> decompose(const Node& node, Builder& b) {
  if (!node.shape_known(0) || !node.shape_known(1)) unsupported("the shapes must be known");
  const ShapeView from = node.shape(0);
  const ShapeView to = node.shape(1);
  std::vector<int64_t> axes;
  for (size_t i = 0; i < from.size(); ++i) {
    const size_t missing = from.size() - to.size();
    if (i < missing || (to[i - missing] == 1 && from[i] != 1))
      axes.push_back(static_cast<int64_t>(i));
  }
  Value sum = node.input_id(0);
  if (!axes.empty()) sum = b.node("ReduceSum", {sum, b.ints(axes)});
  if (from.size() != to.size())
    sum = b.node("Reshape", {sum, b.ints(to.to_vector())}, {{"allowzero", 1}});
  return {sum};
}

// The gradient spreads back over what was summed.
void gradient(Gradient& g) {
  g.set_input(0, g.b.node("Expand", {g.output(0), g.b.node("Shape", {g.input_value(0)})}));
}

class SumToKernel {
 public:
  SumToKernel(const Node& node, const KernelContext&)
      : sum_(visit_dtype(NumericTypes{}, node.dtype(0),
                         [](auto tag) -> Sum { return &sum<typename decltype(tag)::type>; })) {
    check_rank_limit(node);
  }
  void run(const Launch& launch) const { sum_(launch); }

 private:
  using Sum = void (*)(const Launch&);

  template <class T>
  static void sum(const Launch& launch) {
    const ShapeView from = launch.input_shape(0);
    const ShapeView to = launch.output_shape(0);
    const auto strides = row_major_strides(from);
    const size_t missing = from.size() - to.size();
    Walk<1> kept;
    Walk<1> summed;
    for (size_t i = 0; i < from.size(); ++i) {
      const bool stays = i >= missing && to[i - missing] == from[i];
      (stays ? kept : summed).add_dim(from[i], {strides[i]});
    }
    const T* in = launch.in<T>(0);
    T* out = launch.out<T>(0);
    kept.elements([&](const auto& base) {
      Accumulator<T> total = 0;
      summed.elements([&](const auto& offset) {
        total = wrapping_add(total, static_cast<Accumulator<T>>(load(in[base[0] + offset[0]])));
      });
      *out++ = store<T>(total);
    });
  }

  Sum sum_;
};

}  // namespace

MORTISE_OPERATOR(SumTo, 1) {
  op.summary("Sums over the axes along which `like` would broadcast to `data`")
      .input("data")
      .input("like")
      .output("sum")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .decompose(&decompose)
      .kernel<SumToKernel>();
}

}  // namespace mortise::ops
