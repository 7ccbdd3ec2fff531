#include <cstring>

#include "ops/common/elementwise.hpp"
#include "ops/common/random.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  if (node.has_input(1)) node.check_scalar(1, dtype_set(FloatTypes{}));
  if (node.has_input(2)) node.check_scalar(2, dtype_set(TypeList<bool8>{}));
  if (node.output_count() > 1) out.set_like(1, node.type(0), MORTISE_DTYPE_BOOL);
}

constexpr double kDefaultRatio = 0.5;

class DropoutKernel {
 public:
  DropoutKernel(const Node& node, const KernelContext&)
      : source_(node), drop_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Drop {
          return &DropoutKernel::drop<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const {
    const bool is_training = launch.has_input(2) && load(launch.in<bool8>(2)[0]);
    const double ratio = is_training ? ratio_of(launch) : 0;
    if (!(ratio >= 0 && ratio < 1))
      invalid("the ratio is ", ratio, "; it must be at least 0 and less than 1");
    if (ratio == 0) return keep_all(launch);
    (this->*drop_)(launch, ratio);
  }

 private:
  using Drop = void (DropoutKernel::*)(const Launch&, double) const;

  // What is kept grows, so that the expected sum stays.
  template <class T>
  void drop(const Launch& launch, double ratio) const {
    const RandomStream stream = source_.draw();
    const T* x = launch.in<T>(0);
    const auto scale = static_cast<Compute<T>>(1 / (1 - ratio));
    const int64_t count = element_count(launch.input(0));
    for (int64_t i = 0; i < count; ++i) {
      const bool is_kept = stream.uniform(static_cast<uint64_t>(i)) >= ratio;
      if (launch.wants_output(0))
        launch.out<T>(0)[i] = store<T>(is_kept ? load(x[i]) * scale : Compute<T>{0});
      if (launch.wants_output(1)) launch.out<bool8>(1)[i] = bool8(is_kept);
    }
  }

  static void keep_all(const Launch& launch) {
    const mortise_tensor_view_t& in = launch.input(0);
    if (launch.wants_output(0) && launch.output(0).data != in.data && in.byte_size != 0) {
      std::memcpy(launch.output(0).data, in.data, in.byte_size);
    }
    if (!launch.wants_output(1)) return;
    const int64_t count = element_count(in);
    for (int64_t i = 0; i < count; ++i) launch.out<bool8>(1)[i] = bool8(true);
  }

  static double ratio_of(const Launch& launch) {
    if (!launch.has_input(1)) return kDefaultRatio;
    return visit_dtype(FloatTypes{}, launch.input(1).dtype, [&](auto tag) {
      return static_cast<double>(load(*launch.in<typename decltype(tag)::type>(1)));
    });
  }

  RandomSource source_;
  Drop drop_;
};

bool never_trains(const Node& node) {
  const auto training = node.constant_ints(2);
  return !node.has_input(2) || (training && !training->empty() && training->front() == 0);
}

// In training what was dropped has no gradient, and what was kept grew: both are in the mask.
void gradient(Gradient& g) {
  if (!g.has_output(0)) return;
  if (never_trains(g.node)) return g.set_input(0, g.output(0));
  if (!g.node.wants_output(1))
    unsupported("the gradient in training needs the mask; give the node its second output");
  const uint32_t dtype = g.node.dtype(0);
  const Value ratio = g.node.has_input(1) ? g.b.node("Cast", {g.input_value(1)}, {{"to", dtype}})
                                          : g.b.scalar(dtype, kDefaultRatio);
  const Value one = g.b.scalar(dtype, 1), zero = g.b.scalar(dtype, 0);
  const Value training = g.input_value(2);
  const Value dropped = g.b.node("Where", {training, ratio, zero});
  const Value scaled = g.b.node("Div", {g.output(0), g.b.node("Sub", {one, dropped})});
  g.set_input(0, g.b.node("Where", {g.output_value(1), scaled, zero}));
}

std::optional<uint32_t> forward(const Node& node, size_t output) {
  if (output != 0 || !never_trains(node)) return std::nullopt;
  return 0;
}

}  // namespace

MORTISE_OPERATOR(Dropout, 22) {
  op.summary("The input as it is; in training with elements dropped at random")
      .input("data")
      .optional_input("ratio")
      .optional_input("training_mode")
      .output("output")
      .optional_output("mask")
      .attribute("seed", MORTISE_ATTRIBUTE_INT)
      .flags(0)  // in training each run draws anew
      .in_place(0, 0)
      .forward(&forward)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<DropoutKernel>();
}

}  // namespace mortise::ops
