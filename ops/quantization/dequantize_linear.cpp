#include "ops/common/arithmetic.hpp"
#include "ops/common/quantization.hpp"

namespace mortise::ops {
namespace {

constexpr DtypeSet kInputs = {kQuantizedDtypes.bits | dtype_set(TypeList<int32_t>{}).bits};

uint32_t dtype_of(const Node& node) {
  const auto named = static_cast<uint32_t>(node.attr_int("output_dtype", 0));
  return named == 0 ? node.dtype(1) : named;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kInputs);
  node.check_dtype(1, dtype_set(ScaleTypes{}));
  if (node.has_input(2)) node.check_same_dtype(0, 2);
  check_scales(node);
  const uint32_t dtype = dtype_of(node);
  if (dtype != MORTISE_DTYPE_UNDEFINED && !dtype_set(ScaleTypes{}).contains(dtype))
    unsupported("attribute output_dtype is ", dtype);
  out.set_like(0, node.type(0), dtype);
}

// y = (x - zero point) * scale
class DequantizeLinearKernel {
 public:
  DequantizeLinearKernel(const Node& node, const KernelContext&)
      : index_(node),
        elements_(node.dtype(0)),
        run_(visit_dtype(ScaleTypes{}, node.dtype(1), [&](auto scale) {
          return visit_dtype(ScaleTypes{}, dtype_of(node), [](auto y) -> Run {
            return &DequantizeLinearKernel::run_typed<typename decltype(scale)::type,
                                                      typename decltype(y)::type>;
          });
        })) {}

  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (DequantizeLinearKernel::*)(const Launch&) const;

  template <class Scale, class Y>
  void run_typed(const Launch& launch) const {
    const ScaleIndex index = index_.of(launch.input_shape(0), launch.input_shape(1));
    const void* zeros = launch.has_input(2) ? launch.in<void>(2) : nullptr;
    const int64_t count = element_count(launch.input(0));
    for (int64_t i = 0; i < count; ++i) {
      const int64_t k = index(i);
      const double zero = zeros != nullptr ? elements_.load(zeros, k) : 0;
      const double distance = elements_.load(launch.in<void>(0), i) - zero;
      launch.out<Y>(0)[i] = store<Y>(distance * static_cast<double>(load(launch.in<Scale>(1)[k])));
    }
  }

  ScaleIndex index_;
  QuantizedDtype elements_;
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(DequantizeLinear, 25) {
  op.summary("Quantised elements as the numbers that they stand for: (x - zero point) * scale")
      .input("x")
      .input("x_scale")
      .optional_input("x_zero_point")
      .output("y")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("block_size", MORTISE_ATTRIBUTE_INT)
      .attribute("output_dtype", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<DequantizeLinearKernel>();
}

}  // namespace mortise::ops
