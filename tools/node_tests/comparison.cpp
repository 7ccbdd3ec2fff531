#include "tools/node_tests/comparison.hpp"

#include <cmath>
#include <cstring>
#include <sstream>
#include <vector>

namespace mortise::node_tests {
namespace {

std::string shape_text(const int64_t* shape, size_t rank) {
  std::string text = "[";
  for (size_t i = 0; i < rank; ++i) text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  return text + "]";
}

std::string position_text(size_t linear, const std::vector<int64_t>& shape) {
  std::vector<int64_t> position(shape.size());
  for (size_t axis = shape.size(); axis-- > 0;) {
    position[axis] = static_cast<int64_t>(linear % static_cast<size_t>(shape[axis]));
    linear /= static_cast<size_t>(shape[axis]);
  }
  return shape_text(position.data(), position.size());
}

/// Elements of a floating-point tensor as doubles; a complex one gives two per element.
std::vector<double> to_doubles(uint32_t dtype, const void* data, size_t bytes) {
  std::vector<double> values;
  if (dtype == MORTISE_DTYPE_FLOAT64 || dtype == MORTISE_DTYPE_COMPLEX128) {
    values.resize(bytes / sizeof(double));
    std::memcpy(values.data(), data, bytes);
    return values;
  }
  std::vector<float> singles;
  if (dtype == MORTISE_DTYPE_COMPLEX64) {
    singles.resize(bytes / sizeof(float));
    std::memcpy(singles.data(), data, bytes);
  } else {
    const mortise_dtype_info_t* info = mortise_dtype_get_info(dtype);
    singles.resize(bytes / info->bytes_per_block * info->elements_per_block);
    info->to_float32(data, singles.data(), singles.size());
  }
  values.assign(singles.begin(), singles.end());
  return values;
}

bool is_close(double actual, double expected, const Tolerance& tolerance) {
  if (std::isnan(actual) || std::isnan(expected)) return std::isnan(actual) && std::isnan(expected);
  if (std::isinf(actual) || std::isinf(expected)) return actual == expected;
  return std::abs(actual - expected) <=
         tolerance.absolute + tolerance.relative * std::abs(expected);
}

std::string compare_floats(const mortise_tensor_view_t& actual, const TestTensor& expected,
                           const Tolerance& tolerance) {
  const auto left = to_doubles(actual.dtype, actual.data, actual.byte_size);
  const auto right = to_doubles(actual.dtype, expected.bytes.data(), expected.bytes.size());
  size_t wrong = 0, first = 0;
  for (size_t i = 0; i < left.size(); ++i) {
    if (is_close(left[i], right[i], tolerance)) continue;
    if (wrong++ == 0) first = i;
  }
  if (wrong == 0) return {};
  const size_t elements_per_position =
      actual.dtype == MORTISE_DTYPE_COMPLEX64 || actual.dtype == MORTISE_DTYPE_COMPLEX128 ? 2 : 1;
  std::ostringstream text;
  text.precision(9);
  text << wrong << " of " << left.size() << " elements differ, first "
       << position_text(first / elements_per_position, expected.shape) << ": " << left[first]
       << " where " << right[first] << " is expected";
  return text.str();
}

std::string compare_strings(const mortise_tensor_view_t& actual, const TestTensor& expected) {
  const auto* strings = static_cast<const mortise_string_t*>(actual.data);
  for (size_t i = 0; i < expected.strings.size(); ++i) {
    const std::string text = detail::to_string(strings[i]);
    if (text != expected.strings[i]) {
      return "element " + position_text(i, expected.shape) + " is \"" + text + "\" where \"" +
             expected.strings[i] + "\" is expected";
    }
  }
  return {};
}

std::string compare_bytes(const mortise_tensor_view_t& actual, const TestTensor& expected) {
  if (actual.byte_size == 0 ||
      std::memcmp(actual.data, expected.bytes.data(), actual.byte_size) == 0) {
    return {};
  }
  const auto* bytes = static_cast<const std::byte*>(actual.data);
  size_t count = 1;
  for (const int64_t extent : expected.shape) count *= static_cast<size_t>(extent);
  const size_t width = std::max<size_t>(actual.byte_size / count, 1);
  size_t first = 0;
  while (bytes[first] == expected.bytes[first]) ++first;
  const size_t element = first / width;
  const auto number = [width](const std::byte* data) {
    int64_t value = 0;
    std::memcpy(&value, data, std::min(width, sizeof(value)));
    return std::to_string(value);
  };
  return "element " + position_text(element, expected.shape) + " is " +
         number(bytes + element * width) + " where " +
         number(expected.bytes.data() + element * width) + " is expected";
}

bool is_float(uint32_t dtype) {
  const mortise_dtype_info_t* info = mortise_dtype_get_info(dtype);
  return info != nullptr && (info->dtype_class == MORTISE_DTYPE_CLASS_FLOAT ||
                             info->dtype_class == MORTISE_DTYPE_CLASS_COMPLEX);
}

}  // namespace

std::string find_difference(const mortise_tensor_view_t& actual, const TestTensor& expected,
                            const Tolerance& tolerance) {
  // Test data has no bfloat16: its bits are stored as uint16.
  const bool same_dtype =
      actual.dtype == expected.dtype ||
      (actual.dtype == MORTISE_DTYPE_BFLOAT16 && expected.dtype == MORTISE_DTYPE_UINT16);
  if (!same_dtype) {
    return "the dtype is " + dtype_name(actual.dtype) + " where " + dtype_name(expected.dtype) +
           " is expected";
  }
  const std::vector<int64_t> shape(actual.shape, actual.shape + actual.rank);
  if (shape != expected.shape) {
    return "the shape is " + shape_text(shape.data(), shape.size()) + " where " +
           shape_text(expected.shape.data(), expected.shape.size()) + " is expected";
  }
  if (actual.dtype == MORTISE_DTYPE_STRING) return compare_strings(actual, expected);
  if (actual.byte_size != expected.bytes.size()) {
    return "there are " + std::to_string(actual.byte_size) + " bytes where " +
           std::to_string(expected.bytes.size()) + " are expected";
  }
  return is_float(actual.dtype) ? compare_floats(actual, expected, tolerance)
                                : compare_bytes(actual, expected);
}

}  // namespace mortise::node_tests
