#include "plugin-sdk/conform/tensor.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace mortise::conform {
namespace {

std::string position_text(int64_t linear, const sdk::Shape& shape) {
  sdk::Shape position(shape.size());
  for (size_t axis = shape.size(); axis-- > 0;) {
    position[axis] = linear % shape[axis];
    linear /= shape[axis];
  }
  return sdk::message(position);
}

std::string number_text(double value) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.9g", value);
  return text;
}

std::string margin_text(double allowed) {
  if (!std::isfinite(allowed) || allowed == 0) return {};
  return ", give or take " + number_text(allowed);
}

// Compares elements of one dtype.
class Comparison {
 public:
  Comparison(uint32_t dtype, const Tolerance& tolerance) : tolerance_(tolerance) {
    if (epsilon_of(dtype) != 0) beyond_ = largest_of(dtype) * (1 + epsilon_of(dtype) / 2);
  }

  double allowed(double expected, double scale) const {
    return tolerance_.relative * std::abs(finite(expected)) + tolerance_.absolute +
           tolerance_.scaled * scale;
  }
  bool is_close(double actual, double expected, double allowed) const {
    if (std::isnan(expected)) return std::isnan(actual);
    if (std::isnan(actual)) return false;
    if (actual == expected) return true;
    // A bound that is no number comes from infinite terms, which allow one result only.
    if (!std::isfinite(allowed) || allowed == 0) return false;
    return std::abs(finite(actual) - finite(expected)) <= allowed;
  }

 private:
  double finite(double value) const {
    return std::isinf(value) ? std::copysign(beyond_, value) : value;
  }

  const Tolerance& tolerance_;
  double beyond_ = 0;
};

/// The nearest number of the type, but a negative one wraps where there is no sign.
template <class T>
T whole_number(double number) {
  using Limits = std::numeric_limits<T>;
  if (number < 0 && !Limits::is_signed) return static_cast<T>(static_cast<int64_t>(number));
  if (number >= static_cast<double>(Limits::max())) return Limits::max();
  if (number <= static_cast<double>(Limits::min())) return Limits::min();
  return static_cast<T>(number);
}

// What the kind of difference suggests.
std::string hint(double actual, double expected) {
  if (std::isnan(expected) && !std::isnan(actual))
    return "; NaN in an input must reach the output where the operator's definition says so";
  if (std::isnan(actual)) return "; there is a NaN where none belongs";
  if (std::isinf(expected) != std::isinf(actual))
    return "; infinity or overflow is not treated as the operator's definition says";
  return {};
}

}  // namespace

HostTensor::HostTensor(uint32_t dtype_in, sdk::Shape shape_in)
    : dtype(dtype_in),
      shape(std::move(shape_in)),
      bytes(sdk::storage_bytes(dtype, sdk::element_count(shape)), 0xa5) {}

HostTensor random_tensor(uint32_t dtype, sdk::Shape shape, Fill fill, Random& random) {
  HostTensor tensor(dtype, std::move(shape));
  tensor.origin = Origin{fill, random.next()};
  tensor.bytes = sdk::random_elements(dtype, tensor.count(), fill, tensor.origin->seed);
  return tensor;
}

HostTensor int64_tensor(const std::vector<int64_t>& values) {
  HostTensor tensor(MORTISE_DTYPE_INT64, {static_cast<int64_t>(values.size())});
  if (!values.empty()) std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
  return tensor;
}

HostTensor tensor_of(uint32_t dtype, sdk::Shape shape, const std::vector<double>& numbers) {
  HostTensor tensor(dtype, std::move(shape));
  sdk::visit_dtype(sdk::PlainTypes{}, dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    auto* elements = reinterpret_cast<T*>(tensor.bytes.data());
    for (size_t i = 0; i < numbers.size(); ++i) {
      if constexpr (std::is_integral_v<T>) {
        elements[i] = whole_number<T>(numbers[i]);
      } else {
        elements[i] = T(static_cast<sdk::Compute<T>>(numbers[i]));
      }
    }
  });
  return tensor;
}

HostTensor scalar_tensor(uint32_t dtype, double value) { return tensor_of(dtype, {}, {value}); }

HostTensor absolute(const HostTensor& tensor) {
  HostTensor result = tensor;
  result.origin.reset();
  if (!sdk::dtype_set(sdk::FloatTypes{}).contains(tensor.dtype)) return result;
  sdk::visit_dtype(sdk::FloatTypes{}, tensor.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    auto* elements = reinterpret_cast<T*>(result.bytes.data());
    for (int64_t i = 0; i < result.count(); ++i)
      elements[i] = T(std::abs(static_cast<sdk::Compute<T>>(elements[i])));
  });
  return result;
}

std::string type_text(const HostTensor& tensor) {
  return sdk::message(sdk::dtype_name(tensor.dtype), tensor.shape);
}

namespace {

// The first of the strings that differ; where they lie does not matter.
std::string find_string_difference(const HostTensor& actual, const HostTensor& expected) {
  const auto* got = reinterpret_cast<const mortise_string_t*>(actual.bytes.data());
  const auto* right = reinterpret_cast<const mortise_string_t*>(expected.bytes.data());
  for (int64_t i = 0; i < expected.count(); ++i) {
    if (sdk::to_view(got[i]) == sdk::to_view(right[i])) continue;
    return sdk::message("the element at ", position_text(i, expected.shape), " is another string");
  }
  return {};
}

// The first of the elements whose bytes differ.
std::string find_byte_difference(const HostTensor& actual, const HostTensor& expected) {
  if (expected.dtype == MORTISE_DTYPE_STRING) return find_string_difference(actual, expected);
  const size_t element = std::max<size_t>(sdk::dtype_bits(expected.dtype) / 8, 1);
  const auto at = std::mismatch(expected.bytes.begin(), expected.bytes.end(), actual.bytes.begin());
  if (at.first == expected.bytes.end()) return {};
  const auto index = static_cast<size_t>(at.first - expected.bytes.begin()) / element;
  const std::string position = position_text(static_cast<int64_t>(index), expected.shape);
  if (!sdk::dtype_set(sdk::PlainTypes{}).contains(expected.dtype))
    return sdk::message("the element at ", position, " has other bytes than is right");
  return sdk::message("elements differ, first at ", position, ": ",
                      number_text(sdk::to_doubles(actual.view())[index]), " where ",
                      number_text(sdk::to_doubles(expected.view())[index]), " is right");
}

}  // namespace

std::string inputs_text(const std::vector<HostTensor>& inputs) {
  std::string text = "; inputs:";
  for (const HostTensor& input : inputs)
    text +=
        " " + (input.dtype == MORTISE_DTYPE_UNDEFINED ? std::string("absent") : type_text(input));
  return text;
}

std::string find_difference(const HostTensor& actual, const HostTensor& expected,
                            const Tolerance& tolerance) {
  const bool is_float = epsilon_of(expected.dtype) != 0;
  if (!is_float && tolerance.absolute == 0) return find_byte_difference(actual, expected);
  const std::vector<double> left = sdk::to_doubles(actual.view());
  const std::vector<double> right = sdk::to_doubles(expected.view());
  std::vector<double> scale(right.size(), 0);
  if (tolerance.scale != nullptr && is_float) scale = sdk::to_doubles(tolerance.scale->view());
  const Comparison comparison(expected.dtype, tolerance);
  size_t wrong = 0;
  size_t first = 0;
  for (size_t i = 0; i < right.size(); ++i) {
    if (comparison.is_close(left[i], right[i], comparison.allowed(right[i], scale[i]))) continue;
    if (wrong++ == 0) first = i;
  }
  if (wrong == 0) return {};
  return sdk::message(wrong, " of ", right.size(), " elements differ, first at ",
                      position_text(static_cast<int64_t>(first), expected.shape), ": ",
                      number_text(left[first]), " where ", number_text(right[first]), " is right",
                      margin_text(comparison.allowed(right[first], scale[first])),
                      hint(left[first], right[first]));
}

double epsilon_of(uint32_t dtype) {
  switch (dtype) {
    case MORTISE_DTYPE_FLOAT64: return 0x1p-52;
    case MORTISE_DTYPE_FLOAT32: return 0x1p-23;
    case MORTISE_DTYPE_FLOAT16: return 0x1p-10;
    case MORTISE_DTYPE_BFLOAT16: return 0x1p-7;
    default: return 0;
  }
}

double rounding_of(uint32_t dtype, double steps) {
  constexpr double kStored = 4;
  const double own = epsilon_of(dtype);
  const double computed = std::min(own, epsilon_of(MORTISE_DTYPE_FLOAT32));
  return steps * computed + (own > computed ? kStored * own : 0);
}

double largest_of(uint32_t dtype) {
  return sdk::visit_dtype(sdk::FloatTypes{}, dtype, [](auto tag) {
    return sdk::detail::FloatRange<typename decltype(tag)::type>::largest;
  });
}

// float16 has so few normal numbers that its subnormal ones are in ordinary use, and kept.
double smallest_of(uint32_t dtype) {
  if (dtype == MORTISE_DTYPE_FLOAT16) return 0x1p-24;
  return sdk::visit_dtype(sdk::FloatTypes{}, dtype, [](auto tag) {
    return sdk::detail::FloatRange<typename decltype(tag)::type>::smallest_normal;
  });
}

}  // namespace mortise::conform
