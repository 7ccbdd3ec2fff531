#include <limits>

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

}  // namespace

MORTISE_OPERATOR(GlobalMaxPool, 22) {
  op.summary("The greatest element over all spatial axes")
      .input("X")
      .output("Y")
      .infer(&infer_global_pool)
      .piece(&global_pool_piece)
      .kernel<GlobalMaxPoolKernel>();
}

}  // namespace mortise::ops
