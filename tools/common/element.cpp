#include "tools/common/element.hpp"

#include <mortise/abi/base.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace mortise::tools {
namespace {

/// Calls `visit` with a zero of the C++ type of a dtype; half-precision floats are not among these.
template <class Visit>
auto with_type(uint32_t dtype, const Visit& visit) {
  switch (dtype) {
    case MORTISE_DTYPE_FLOAT32: return visit(float{});
    case MORTISE_DTYPE_FLOAT64: return visit(double{});
    case MORTISE_DTYPE_INT8: return visit(int8_t{});
    case MORTISE_DTYPE_INT16: return visit(int16_t{});
    case MORTISE_DTYPE_INT32: return visit(int32_t{});
    case MORTISE_DTYPE_INT64: return visit(int64_t{});
    case MORTISE_DTYPE_UINT16: return visit(uint16_t{});
    case MORTISE_DTYPE_UINT32: return visit(uint32_t{});
    case MORTISE_DTYPE_UINT64: return visit(uint64_t{});
    default: return visit(uint8_t{});  // and bool, whose elements are 0 or 1
  }
}

template <class T>
T saturate(double value) {
  if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(value);
  } else {
    if (std::isnan(value)) return 0;
    const double rounded = std::nearbyint(value);
    // The limits of 64-bit types are not doubles; the comparison with their rounded values is still right.
    if (rounded <= static_cast<double>(std::numeric_limits<T>::min())) {
      return std::numeric_limits<T>::min();
    }
    if (rounded >= static_cast<double>(std::numeric_limits<T>::max())) {
      return std::numeric_limits<T>::max();
    }
    return static_cast<T>(rounded);
  }
}

/// A binary float of 16 bits: its mantissa has `mantissa_bits`, its exponent 15 minus that.
struct Half {
  int mantissa_bits;
  int bias;
};
constexpr Half kFloat16 = {10, 15};
constexpr Half kBfloat16 = {7, 127};

uint16_t encode_half(const Half& format, double value) {
  const int exponent_limit = 2 * format.bias + 1;
  const auto sign = static_cast<uint16_t>(std::signbit(value) ? 0x8000 : 0);
  const auto infinity = static_cast<uint16_t>(exponent_limit << format.mantissa_bits);
  if (std::isnan(value)) return static_cast<uint16_t>(infinity | (1 << (format.mantissa_bits - 1)));
  const double magnitude = std::fabs(value);
  if (magnitude == 0) return sign;
  int exponent = 0;
  std::frexp(magnitude, &exponent);
  // Subnormal numbers share the smallest exponent.
  exponent = std::max(exponent - 1, 1 - format.bias);
  const double units = std::nearbyint(std::ldexp(magnitude, format.mantissa_bits - exponent));
  // Rounding up to the next power of two, and the hidden bit, both carry into the exponent by addition.
  const double bits = std::ldexp(exponent + format.bias - 1, format.mantissa_bits) + units;
  return static_cast<uint16_t>(sign | (bits < infinity ? static_cast<uint16_t>(bits) : infinity));
}

double decode_half(const Half& format, uint16_t bits) {
  const int exponent = (bits & 0x7fff) >> format.mantissa_bits;
  const int fraction = bits & ((1 << format.mantissa_bits) - 1);
  double magnitude = 0;
  if (exponent == 2 * format.bias + 1) {
    magnitude = fraction == 0 ? INFINITY : NAN;
  } else if (exponent == 0) {
    magnitude = std::ldexp(fraction, 1 - format.bias - format.mantissa_bits);
  } else {
    magnitude = std::ldexp(fraction + (1 << format.mantissa_bits),
                           exponent - format.bias - format.mantissa_bits);
  }
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

const Half* half_format(uint32_t dtype) {
  if (dtype == MORTISE_DTYPE_FLOAT16) return &kFloat16;
  return dtype == MORTISE_DTYPE_BFLOAT16 ? &kBfloat16 : nullptr;
}

}  // namespace

size_t element_size(uint32_t dtype) {
  switch (dtype) {
    case MORTISE_DTYPE_BOOL:
    case MORTISE_DTYPE_UINT8:
    case MORTISE_DTYPE_INT8: return 1;
    case MORTISE_DTYPE_FLOAT16:
    case MORTISE_DTYPE_BFLOAT16:
    case MORTISE_DTYPE_INT16:
    case MORTISE_DTYPE_UINT16: return 2;
    case MORTISE_DTYPE_FLOAT32:
    case MORTISE_DTYPE_INT32:
    case MORTISE_DTYPE_UINT32: return 4;
    case MORTISE_DTYPE_FLOAT64:
    case MORTISE_DTYPE_INT64:
    case MORTISE_DTYPE_UINT64: return 8;
    default: return 0;
  }
}

bool is_integer(uint32_t dtype) {
  return element_size(dtype) > 0 && half_format(dtype) == nullptr &&
         dtype != MORTISE_DTYPE_FLOAT32 && dtype != MORTISE_DTYPE_FLOAT64;
}

void store_element(uint32_t dtype, double value, std::byte* target) {
  if (const Half* format = half_format(dtype); format != nullptr) {
    const uint16_t bits = encode_half(*format, value);
    std::memcpy(target, &bits, sizeof(bits));
    return;
  }
  if (dtype == MORTISE_DTYPE_BOOL) value = value != 0 ? 1 : 0;
  with_type(dtype, [&](auto zero) {
    const auto element = saturate<decltype(zero)>(value);
    std::memcpy(target, &element, sizeof(element));
  });
}

double load_element(uint32_t dtype, const std::byte* source) {
  if (const Half* format = half_format(dtype); format != nullptr) {
    uint16_t bits = 0;
    std::memcpy(&bits, source, sizeof(bits));
    return decode_half(*format, bits);
  }
  return with_type(dtype, [&](auto element) {
    std::memcpy(&element, source, sizeof(element));
    return static_cast<double>(element);
  });
}

}  // namespace mortise::tools
