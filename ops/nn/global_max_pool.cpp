#include <limits>

#include "ops/common/gradients.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

class GlobalMaxPoolKernel {
 public:
  GlobalMaxPoolKernel(const Node& node, const KernelContext&)
      : pool_(visit_dtype(FloatTypes{}, node.dtype(0),
                          [](auto tag) -> Pool { return &pool<typename decltype(tag)::type>; })) {}

  void run(const Launch& launch) const { pool_(launch); }

 private:
  using Pool = void (*)(const Launch&);

  template <class T>
  static void pool(const Launch& launch) {
    const ShapeView shape = launch.input_shape(0);
    const int64_t plane = element_count(spatial_extents(shape));
    for (int64_t i = 0; i < shape[0] * shape[1]; ++i) {
      const T* x = launch.in<T>(0) + i * plane;
      auto best = -std::numeric_limits<Compute<T>>::infinity();
      for (int64_t k = 0; k < plane; ++k) {
        if (best == best && !(load(x[k]) <= best)) best = load(x[k]);  // NaN wins and stays
      }
      launch.out<T>(0)[i] = store<T>(best);
    }
  }

  Pool pool_;
};

// Elements that are equally great share.
void gradient(Gradient& g) {
  const Term x = input_term(g, 0), y = output_term(g, 0);
  const Term marks = x.indicator(x.equal(y));
  const Term count(g.b, x.dtype(), g.b.mortise_node("SumTo", {marks.value(), y.value()}));
  g.set_input(0, (output_gradient(g, 0) / count * marks).value());
}

}  // namespace

MORTISE_OPERATOR(GlobalMaxPool, 22) {
  op.summary("The greatest element over all spatial axes")
      .input("X")
      .output("Y")
      .infer(&infer_global_pool)
      .piece(&global_pool_piece)
      .kernel<GlobalMaxPoolKernel>()
      .gradient(&gradient);
}

}  // namespace mortise::ops
