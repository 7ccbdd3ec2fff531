#include <cstring>

#include "ops/common/elementwise.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
  if (node.has_input(1)) node.check_scalar(1, dtype_set(FloatTypes{}));
  if (node.has_input(2)) node.check_scalar(2, dtype_set(TypeList<bool8>{}));
  if (node.output_count() > 1) out.set_like(1, node.type(0), MORTISE_DTYPE_BOOL);
}

// Where the ratio is 0, training drops nothing either.
void check_ratio(double ratio) {
  if (ratio == 0) return;
  unsupported("training_mode is true and the ratio ", ratio,
              "; only inference, which drops nothing, is supported");
}

constexpr double kDefaultRatio = 0.5;

class DropoutKernel {
 public:
  DropoutKernel(const Node& node, const KernelContext&) {
    const auto training = node.constant_ints(2);
    if (!training || training->empty() || training->front() == 0) return;
    const auto ratio = node.constant_floats(1);
    if (!node.has_input(1)) check_ratio(kDefaultRatio);
    if (ratio && !ratio->empty()) check_ratio(ratio->front());
  }

  void run(const Launch& launch) const {
    if (launch.has_input(2) && load(launch.in<bool8>(2)[0])) check_ratio(ratio_of(launch));
    const mortise_tensor_view_t& in = launch.input(0);
    if (launch.wants_output(0) && launch.output(0).data != in.data && in.byte_size != 0) {
      std::memcpy(launch.output(0).data, in.data, in.byte_size);
    }
    if (!launch.wants_output(1)) return;
    const int64_t count = element_count(in);
    for (int64_t i = 0; i < count; ++i) launch.out<bool8>(1)[i] = bool8(true);
  }

 private:
  static double ratio_of(const Launch& launch) {
    if (!launch.has_input(1)) return kDefaultRatio;
    return visit_dtype(FloatTypes{}, launch.input(1).dtype, [&](auto tag) {
      return static_cast<double>(load(*launch.in<typename decltype(tag)::type>(1)));
    });
  }
};

}  // namespace

MORTISE_OPERATOR(Dropout, 22) {
  op.summary("The input as it is: nothing is dropped in inference")
      .input("data")
      .optional_input("ratio")
      .optional_input("training_mode")
      .output("output")
      .optional_output("mask")
      .attribute("seed", MORTISE_ATTRIBUTE_INT)
      .in_place(0, 0)
      .infer(&infer)
      .gradient([](Gradient& g) {
        if (g.has_output(0)) g.set_input(0, g.output(0));
      })
      .kernel<DropoutKernel>();
}

}  // namespace mortise::ops
