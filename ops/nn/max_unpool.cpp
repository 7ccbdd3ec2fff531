#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

// What a pooling with this window could have been given.
Shape pooled_from(const Node& node, ShapeView x) {
  const size_t dims = x.size() - 2;
  const std::vector<int64_t> kernel = window_attribute(node, "kernel_shape", dims, 1, 1);
  const std::vector<int64_t> strides = window_attribute(node, "strides", dims, 1, 1);
  const std::vector<int64_t> pads = window_attribute(node, "pads", 2 * dims, 0, 0);
  Shape shape = {x[0], x[1]};
  for (size_t i = 0; i < dims; ++i) {
    const int64_t extent = x[i + 2];
    if (extent < 0) {
      shape.push_back(MORTISE_DIM_UNKNOWN);
      continue;
    }
    if (extent >= kWindowLimit) invalid("X has shape ", x);
    const int64_t whole = (extent - 1) * strides[i] + kernel[i] - pads[i] - pads[i + dims];
    if (whole < 0) invalid("the pads are larger than what X was pooled from");
    shape.push_back(whole);
  }
  return shape;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  if (node.rank(0) < 3) invalid("X has shape ", node.shape(0), "; it needs a spatial axis");
  if (node.ranked(1)) {
    node.check_rank(1, node.rank(0));
    for (size_t i = 0; i < node.shape(0).size(); ++i)
      unify_extents(node.shape(0)[i], node.shape(1)[i]);
  }
  const Shape least = pooled_from(node, node.shape(0));
  if (!node.has_input(2)) return out.set(0, node.dtype(0), least);
  const auto given = node.constant_ints(2);
  if (!given) {
    out.need_value(2);
    return out.set(0, node.dtype(0), Shape(least.size(), MORTISE_DIM_UNKNOWN));
  }
  if (given->size() != least.size())
    invalid("output_shape is ", *given, "; X has rank ", least.size());
  for (size_t i = 0; i < least.size(); ++i) {
    if ((*given)[i] < 0 || (least[i] >= 0 && (*given)[i] < least[i]))
      invalid("output_shape is ", *given, "; what X was pooled from has shape ", least);
  }
  out.set(0, node.dtype(0), *given);
}

// Each element goes where its index says, counted in what X was pooled from; all else is zero.
class MaxUnpoolKernel {
 public:
  MaxUnpoolKernel(const Node& node, const KernelContext&)
      : bytes_(element_bytes(node.dtype(0))), least_(pooled_from(node, node.shape(0))) {
    check_rank_limit(node);
  }

  // Its shapes follow from the attributes.
  static constexpr uint32_t kFlags = 0;

  void run(const Launch& launch) const {
    const ShapeView shape = launch.output_shape(0);
    const int64_t all = element_count(least_);
    const int64_t count = element_count(launch.input(0));
    const char* from = launch.in<char>(0);
    char* to = launch.out<char>(0);
    std::memset(to, 0, launch.output(0).byte_size);
    for (int64_t i = 0; i < count; ++i) {
      const int64_t index = launch.in<int64_t>(1)[i];
      if (index < 0 || index >= all)
        invalid("index ", index, " is out of range for ", all, " elements");
      int64_t rest = index, offset = 0, stride = 1;
      for (size_t axis = shape.size(); axis-- > 0;) {
        offset += rest % least_[axis] * stride;
        rest /= least_[axis];
        stride *= shape[axis];
      }
      std::memcpy(to + offset * bytes_, from + i * bytes_, static_cast<size_t>(bytes_));
    }
  }

 private:
  int64_t bytes_;
  Shape least_;
};

// The numbers of elements pass as floating-point numbers, which are exact that far.
void gradient(Gradient& g) {
  move_gradient(g, {0}, [&g](const std::vector<Value>& numbers) {
    const auto cast = [&g](Value value, uint32_t dtype) {
      return g.b.node("Cast", {value}, {{"to", dtype}});
    };
    const Value moved = run_again(g, {{0, cast(numbers[0], MORTISE_DTYPE_FLOAT64)}});
    return cast(moved, MORTISE_DTYPE_INT64);
  });
}

}  // namespace

MORTISE_OPERATOR(MaxUnpool, 22) {
  op.summary("Puts the maxima of a pooling back where they came from")
      .input("X")
      .input("I")
      .optional_input("output_shape")
      .output("output")
      .required_attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<MaxUnpoolKernel>();
}

}  // namespace mortise::ops
