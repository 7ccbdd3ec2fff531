#include "ops/common/gradients.hpp"
#include "ops/common/norm.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  (void)Norm(node);
  infer_global_pool(node, out);
}

class GlobalLpPoolKernel {
 public:
  GlobalLpPoolKernel(const Node& node, const KernelContext&)
      : norm_(node), pool_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Pool {
          return &GlobalLpPoolKernel::pool<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*pool_)(launch); }

 private:
  using Pool = void (GlobalLpPoolKernel::*)(const Launch&) const;

  template <class T>
  void pool(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t plane = element_count(spatial_extents(shape));
    for (int64_t i = 0; i < shape[0] * shape[1]; ++i) {
      const T* x = launch.in<T>(0) + i * plane;
      double sum = 0;
      for (int64_t k = 0; k < plane; ++k) sum += norm_.term(static_cast<double>(load(x[k])));
      launch.out<T>(0)[i] = store<T>(norm_.of(sum));
    }
  }

  Norm norm_;
  Pool pool_;
};

void gradient(Gradient& g) {
  const Term slope = norm_slope(input_term(g, 0), output_term(g, 0), g.node.attr_int("p", 2));
  g.set_input(0, (output_gradient(g, 0) * slope).value());
}

}  // namespace

MORTISE_OPERATOR(GlobalLpPool, 22) {
  op.summary("The p-norm over all spatial axes")
      .input("X")
      .output("Y")
      .attribute("p", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&global_pool_piece)
      .kernel<GlobalLpPoolKernel>();
}

}  // namespace mortise::ops
