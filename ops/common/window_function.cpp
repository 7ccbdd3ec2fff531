#include "ops/common/window_function.hpp"

#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

constexpr double kPi = 3.14159265358979323846;

uint32_t dtype_of(const Node& node) {
  const int64_t dtype = node.attr_int("output_datatype", MORTISE_DTYPE_FLOAT32);
  if (dtype < 0 || dtype > UINT32_MAX ||
      !dtype_set(NumericTypes{}).contains(static_cast<uint32_t>(dtype)))
    unsupported("attribute output_datatype is ", dtype);
  return static_cast<uint32_t>(dtype);
}

void infer(const Node& node, Inference& out) {
  node.check_scalar(0, dtype_set(TypeList<int32_t, int64_t>{}));
  const auto size = node.constant_ints(0);
  if (!size) out.need_value(0);
  const int64_t extent = size ? size->at(0) : int64_t{MORTISE_DIM_UNKNOWN};
  if (size && extent < 0) invalid("size is ", extent);
  out.set(0, dtype_of(node), Shape{extent});
}

}  // namespace

WindowFunctionKernel::WindowFunctionKernel(const Node& node, const WindowTerms& terms)
    : terms_(terms), periodic_(node.attr_bool("periodic", true)), dtype_(dtype_of(node)) {}

void WindowFunctionKernel::run(const Launch& launch) const {
  const int64_t size = element_count(launch.output(0));
  const auto period = static_cast<double>(periodic_ ? size : size - 1);
  visit_dtype(NumericTypes{}, dtype_, [&](auto tag) {
    using T = typename decltype(tag)::type;
    for (int64_t k = 0; k < size; ++k) {
      const double angle = size == 1 && !periodic_ ? 0 : 2 * kPi * static_cast<double>(k) / period;
      const double value =
          terms_[0] - terms_[1] * std::cos(angle) + terms_[2] * std::cos(2 * angle);
      launch.out<T>(0)[k] = T(saturating_cast<Compute<T>>(value));
    }
  });
}

Operator& define_window_function(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("size")
      .output("output")
      .attribute("output_datatype", MORTISE_ATTRIBUTE_INT)
      .attribute("periodic", MORTISE_ATTRIBUTE_INT)
      .infer(&infer);
}

}  // namespace mortise::ops
