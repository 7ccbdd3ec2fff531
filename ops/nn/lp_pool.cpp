#include "ops/common/convolution_gradient.hpp"
#include "ops/common/norm.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  (void)Norm(node);
  infer_pool(node, out, 0, node.dtype(0));
}

class LpPoolKernel {
 public:
  LpPoolKernel(const Node& node, const KernelContext&)
      : window_(node, static_cast<size_t>(node.rank(0)) - 2, {}),
        norm_(node),
        pool_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Pool {
          return &LpPoolKernel::pool<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const { (this->*pool_)(launch); }

 private:
  using Pool = void (LpPoolKernel::*)(const Launch&) const;

  template <class T>
  void pool(const Launch& launch) const {
    if (element_count(launch.output(0)) == 0) return;
    const ShapeView in = spatial_extents(launch.input_shape(0));
    const ShapeView out = spatial_extents(launch.output_shape(0));
    const int64_t planes = launch.input_shape(0)[0] * launch.input_shape(0)[1];
    T* y = launch.out<T>(0);
    for (int64_t plane = 0; plane < planes; ++plane) {
      const T* x = launch.in<T>(0) + plane * element_count(in);
      PoolIndex position{};
      do {
        double sum = 0;
        visit_window(window_, in, position, [&](int64_t offset) {
          sum += norm_.term(static_cast<double>(load(x[offset])));
        });
        *y++ = store<T>(norm_.of(sum));
      } while (next_position(position, out));
    }
  }

  Window window_;
  Norm norm_;
  Pool pool_;
};

// dx = sign(x) |x|^(p - 1) times the sum of dy y^(1 - p) over the windows in which x lies.
void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0)) unsupported("the gradient needs shapes that are known");
  const Window window(node, static_cast<size_t>(node.rank(0)) - 2, {});
  const WindowGeometry geometry = window_geometry(node, window);
  const auto p = static_cast<double>(node.attr_int("p", 2));
  const Term x = input_term(g, 0), y = output_term(g, 0);
  const Term factor = y.number(1).where(y.equal(0), y).apply("Pow", {y.number(1 - p).value()});
  const Term shares = y.number(0).where(y.equal(0), output_gradient(g, 0) * factor);
  const Term sums(g.b, x.dtype(),
                  spread_windows(g.b, x.dtype(), shares.value(), x.value(), geometry));
  const Term slope = x.apply("Sign") * x.abs().apply("Pow", {x.number(p - 1).value()});
  g.set_input(0, (sums * slope).value());
}

}  // namespace

MORTISE_OPERATOR(LpPool, 22) {
  op.summary("The p-norm of the elements under a sliding window")
      .input("X")
      .output("Y")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("ceil_mode", MORTISE_ATTRIBUTE_INT)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("p", MORTISE_ATTRIBUTE_INT)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&pool_piece)
      .kernel<LpPoolKernel>();
}

}  // namespace mortise::ops
