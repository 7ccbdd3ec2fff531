#include "ops/common/forward.hpp"

#include <algorithm>
#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

// An unknown extent (-1) is not known to equal another.
bool is_certain(int64_t extent) { return extent != MORTISE_DIM_UNKNOWN; }

template <class T>
bool is_number(T element, double number) {
  const auto value = static_cast<double>(load(element));
  return value == number && (!kIsFloat<T> || std::signbit(value) == std::signbit(number));
}

}  // namespace

bool has_type_of(const Node& node, size_t output, size_t input) {
  if (!node.has_input(input) || !node.wants_output(output)) return false;
  const mortise_type_t& from = node.type(input);
  const mortise_type_t& to = node.output_type(output);
  if (from.kind != MORTISE_VALUE_TENSOR || to.kind != MORTISE_VALUE_TENSOR) return false;
  if (from.dtype == MORTISE_DTYPE_UNDEFINED || from.dtype != to.dtype) return false;
  if (from.rank < 0 || from.rank != to.rank || from.bounded_dims != 0 || to.bounded_dims != 0)
    return false;
  const ShapeView shape = node.shape(input);
  return equal(shape, node.output_shape(output)) &&
         std::all_of(shape.begin(), shape.end(), is_certain);
}

std::optional<uint32_t> forward_same_shape(const Node& node, size_t output) {
  if (output == 0 && has_type_of(node, 0, 0)) return 0;
  return std::nullopt;
}

std::optional<uint32_t> forward_single(const Node& node, size_t output) {
  return node.input_count() == 1 ? forward_same_shape(node, output) : std::nullopt;
}

bool is_all(const Node& node, size_t input, double number) {
  const mortise_tensor_view_t* view = node.constant(input);
  if (view == nullptr || view->layout != nullptr || view->strides != nullptr) return false;
  if (!dtype_set(PlainTypes{}).contains(view->dtype)) return false;
  return visit_dtype(PlainTypes{}, view->dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    const T* elements = data<T>(*view);
    return std::all_of(elements, elements + element_count(*view),
                       [number](T element) { return is_number(element, number); });
  });
}

std::optional<uint32_t> forward_left(const Node& node, double neutral) {
  if (has_type_of(node, 0, 0) && is_all(node, 1, neutral)) return 0;
  return std::nullopt;
}

std::optional<uint32_t> forward_either(const Node& node, double neutral) {
  if (const auto left = forward_left(node, neutral)) return left;
  if (has_type_of(node, 0, 1) && is_all(node, 0, neutral)) return 1;
  return std::nullopt;
}

}  // namespace mortise::ops
