#include "ops/common/gradients.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

class GlobalAveragePoolKernel {
 public:
  GlobalAveragePoolKernel(const Node& node, const KernelContext&)
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
      double sum = 0;
      for (int64_t k = 0; k < plane; ++k) sum += static_cast<double>(load(x[k]));
      launch.out<T>(0)[i] = store<T>(sum / static_cast<double>(plane));
    }
  }

  Pool pool_;
};

// Each element has an equal part.
void gradient(Gradient& g) {
  const Value shape = g.b.node("Shape", {g.input_value(0)});
  g.set_input(0, (output_gradient(g, 0) * size_ratio(g)).apply("Expand", {shape}).value());
}

}  // namespace

MORTISE_OPERATOR(GlobalAveragePool, 22) {
  op.summary("The mean over all spatial axes")
      .input("X")
      .output("Y")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer_global_pool)
      .piece(&global_pool_piece)
      .kernel<GlobalAveragePoolKernel>()
      .gradient(&gradient);
}

}  // namespace mortise::ops
