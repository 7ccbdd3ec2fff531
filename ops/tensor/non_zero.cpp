#include "ops/common/arithmetic.hpp"
#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

// [rank, count]: how many there are is known only at run time; at most all.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(PlainTypes{}));
  if (!node.ranked(0)) {
    return out.set(0, MORTISE_DTYPE_INT64, Shape{MORTISE_DIM_UNKNOWN, MORTISE_DIM_UNKNOWN});
  }
  if (!node.shape_known(0)) {
    return out.set(0, MORTISE_DTYPE_INT64, Shape{node.rank(0), MORTISE_DIM_UNKNOWN});
  }
  out.set_bounded(0, MORTISE_DTYPE_INT64, {node.rank(0), element_count(node.shape(0))}, 1u << 1);
}

class NonZeroKernel {
 public:
  NonZeroKernel(const Node& node, const KernelContext&)
      : find_(visit_dtype(PlainTypes{}, node.dtype(0),
                          [](auto tag) -> Find { return &find<typename decltype(tag)::type>; })) {}
  void run(const Launch& launch) const { find_(launch); }

 private:
  using Find = void (*)(const Launch&);

  // Twice over the input: the first pass finds how long each row of the result is.
  template <class T>
  static void find(const Launch& launch) {
    const T* in = launch.in<T>(0);
    const ShapeView shape = launch.input_shape(0);
    const int64_t count = element_count(launch.input(0));
    int64_t found = 0;
    for (int64_t i = 0; i < count; ++i) found += load(in[i]) != Compute<T>{0} ? 1 : 0;
    int64_t* out = launch.out<int64_t>(0);
    int64_t column = 0;
    for (int64_t i = 0; i < count; ++i) {
      if (load(in[i]) == Compute<T>{0}) continue;
      int64_t rest = i;
      for (size_t axis = shape.size(); axis-- > 0;) {
        out[static_cast<int64_t>(axis) * found + column] = rest % shape[axis];
        rest /= shape[axis];
      }
      ++column;
    }
    launch.set_extent(0, 1, found);
  }

  Find find_;
};

}  // namespace

MORTISE_OPERATOR(NonZero, 13) {
  op.summary("The indices of all elements that are not zero, one per column")
      .input("X")
      .output("Y")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE)
      .infer(&infer)
      .kernel<NonZeroKernel>();
}

}  // namespace mortise::ops
