#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

uint32_t dtype_of(const Node& node) {
  const int64_t dtype = node.attr_int("dtype", node.dtype(0));
  if (dtype < 0 || dtype > UINT32_MAX) invalid("attribute dtype is ", dtype);
  return static_cast<uint32_t>(dtype);
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(PlainTypes{}));
  node.check_rank(0, 2);
  const uint32_t dtype = dtype_of(node);
  if (dtype != MORTISE_DTYPE_UNDEFINED && !dtype_set(PlainTypes{}).contains(dtype))
    unsupported("attribute dtype is ", dtype);
  out.set_like(0, node.type(0), dtype);
}

class EyeLikeKernel {
 public:
  EyeLikeKernel(const Node& node, const KernelContext&)
      : diagonal_(node.attr_int("k", 0)),
        fill_(visit_dtype(PlainTypes{}, dtype_of(node), [](auto tag) -> Fill {
          return &EyeLikeKernel::fill<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*fill_)(launch); }

 private:
  using Fill = void (EyeLikeKernel::*)(const Launch&) const;

  template <class T>
  void fill(const Launch& launch) const {
    const ShapeView shape = launch.output_shape(0);
    T* out = launch.out<T>(0);
    for (int64_t i = 0; i < shape[0] * shape[1]; ++i) out[i] = T(Compute<T>{0});
    for (int64_t row = 0; row < shape[0]; ++row) {
      int64_t column = 0;
      if (__builtin_add_overflow(row, diagonal_, &column)) break;
      if (column >= 0 && column < shape[1]) out[row * shape[1] + column] = T(Compute<T>{1});
    }
  }

  int64_t diagonal_;
  Fill fill_;
};

}  // namespace

MORTISE_OPERATOR(EyeLike, 22) {
  op.summary("A matrix of the input's shape: ones on a diagonal, zeros elsewhere")
      .input("input")
      .output("output")
      .attribute("dtype", MORTISE_ATTRIBUTE_INT)
      .attribute("k", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .kernel<EyeLikeKernel>()
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
