#include "ops/common/convolution_gradient.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  infer_pool(node, out, 0, node.dtype(0));
}

class AveragePoolKernel {
 public:
  AveragePoolKernel(const Node& node, const KernelContext&)
      : window_(node, static_cast<size_t>(node.rank(0)) - 2, {}),
        count_padding_(node.attr_int("count_include_pad", 0) != 0),
        pool_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Pool {
          return &AveragePoolKernel::pool<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const { (this->*pool_)(launch); }

 private:
  using Pool = void (AveragePoolKernel::*)(const Launch&) const;

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
        double inside = 0;
        const double padded = visit_window(window_, in, position, [&](int64_t offset) {
          sum += static_cast<double>(load(x[offset]));
          ++inside;
        });
        // Dilation can step over all elements; the mean of none is 0.
        *y++ = store<T>(inside == 0 ? 0 : sum / (count_padding_ ? padded : inside));
      } while (next_position(position, out));
    }
  }

  Window window_;
  bool count_padding_;
  Pool pool_;
};

// Each element of a window has an equal part: one over how many there are, a product over the axes.
void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0)) unsupported("the gradient needs shapes that are known");
  const Window window(node, static_cast<size_t>(node.rank(0)) - 2, {});
  const WindowGeometry geometry = window_geometry(node, window);
  const bool count_padding = node.attr_int("count_include_pad", 0) != 0;
  Term shares = output_gradient(g, 0);
  for (size_t i = 0; i < geometry.axes.size(); ++i) {
    const WindowAxis& axis = geometry.axes[i];
    std::vector<double> parts;
    for (int64_t position = 0; position < geometry.out[i]; ++position) {
      const int64_t start = position * axis.stride - axis.pad_begin;
      const int64_t inside = taps_below(axis, start, geometry.in[i]) - taps_below(axis, start, 0);
      const int64_t padded = taps_below(axis, start, geometry.in[i] + axis.pad_end);
      parts.push_back(inside <= 0 ? 0 : 1 / static_cast<double>(count_padding ? padded : inside));
    }
    Shape shape(geometry.axes.size() - i, 1);
    shape[0] = geometry.out[i];
    shares = shares * Term(g.b, shares.dtype(), constant_of(g.b, shares.dtype(), shape, parts));
  }
  g.set_input(0, spread_windows(g.b, shares.dtype(), shares.value(), g.input_value(0), geometry));
}

}  // namespace

MORTISE_OPERATOR(AveragePool, 22) {
  op.summary("The mean of the elements under a sliding window")
      .input("X")
      .output("Y")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("ceil_mode", MORTISE_ATTRIBUTE_INT)
      .attribute("count_include_pad", MORTISE_ATTRIBUTE_INT)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .required_attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&pool_piece)
      .kernel<AveragePoolKernel>();
}

}  // namespace mortise::ops
