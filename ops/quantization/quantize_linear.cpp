#include "ops/common/arithmetic.hpp"
#include "ops/common/quantization.hpp"

namespace mortise::ops {
namespace {

using InputTypes = Concat<ScaleTypes, TypeList<int32_t>>;

// The zero point's dtype, else the attribute's, else uint8.
uint32_t dtype_of(const Node& node) {
  const auto named = static_cast<uint32_t>(node.attr_int("output_dtype", 0));
  if (!node.has_input(2)) return named == 0 ? uint32_t{MORTISE_DTYPE_UINT8} : named;
  const uint32_t given = node.dtype(2);
  if (given == MORTISE_DTYPE_UNDEFINED) return named;
  if (named != 0 && named != given) {
    invalid("attribute output_dtype is ", dtype_name(named), ", and y_zero_point has dtype ",
            dtype_name(given));
  }
  return given;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(InputTypes{}));
  node.check_dtype(1, dtype_set(InputTypes{}));
  check_scales(node);
  const uint32_t dtype = dtype_of(node);
  if (dtype != MORTISE_DTYPE_UNDEFINED && !kQuantizedDtypes.contains(dtype))
    unsupported("the output's dtype is ", dtype_name(dtype), "; supported are ",
                kQuantizedDtypes.to_string());
  out.set_like(0, node.type(0), dtype);
}

// y = round(x / scale) + zero point, halves to even, kept within the dtype.
class QuantizeLinearKernel {
 public:
  QuantizeLinearKernel(const Node& node, const KernelContext&)
      : index_(node),
        elements_(dtype_of(node), {node.attr_bool("saturate", true)}),
        run_(visit_dtype(InputTypes{}, node.dtype(0), [&](auto x) {
          return visit_dtype(InputTypes{}, node.dtype(1), [](auto scale) -> Run {
            return &QuantizeLinearKernel::run_typed<typename decltype(x)::type,
                                                    typename decltype(scale)::type>;
          });
        })) {}

  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (QuantizeLinearKernel::*)(const Launch&) const;

  template <class X, class Scale>
  void run_typed(const Launch& launch) const {
    const ScaleIndex index = index_.of(launch.input_shape(0), launch.input_shape(1));
    const void* zeros = launch.has_input(2) ? launch.in<void>(2) : nullptr;
    const int64_t count = element_count(launch.input(0));
    for (int64_t i = 0; i < count; ++i) {
      const int64_t k = index(i);
      // The quotient is the standard's: in float, which decides what is a half.
      const auto x = static_cast<float>(load(launch.in<X>(0)[i]));
      const auto scale = static_cast<float>(load(launch.in<Scale>(1)[k]));
      const double zero = zeros != nullptr ? elements_.load(zeros, k) : 0;
      elements_.store(launch.out<void>(0), i, static_cast<double>(x / scale), zero);
    }
  }

  ScaleIndex index_;
  QuantizedDtype elements_;
  Run run_;
};

}  // namespace

MORTISE_OPERATOR(QuantizeLinear, 25) {
  op.summary("Numbers as small integers, round(x / scale) + zero point, or as small floats")
      .input("x")
      .input("y_scale")
      .optional_input("y_zero_point")
      .output("y")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("block_size", MORTISE_ATTRIBUTE_INT)
      .attribute("output_dtype", MORTISE_ATTRIBUTE_INT)
      .attribute("precision", MORTISE_ATTRIBUTE_INT)
      .attribute("saturate", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .kernel<QuantizeLinearKernel>();
}

}  // namespace mortise::ops
