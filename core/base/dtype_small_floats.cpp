// Conversion between float32 and the small floating-point formats.
//
// One decoder and one encoder serve them all, since they differ in the widths of exponent and mantissa and in which
// codes are special only. Sources: IEEE 754 (float16), OCP 8-bit floating point specification 1.0 (e4m3fn, e5m2),
// https://onnx.ai/onnx/technical/float8.html (fnuz forms, saturation), OCP microscaling formats 1.0 (e2m1, e8m0).
#include <bit>

#include "core/base/dtype.hpp"

namespace mortise {
namespace {

enum class Specials {
  kInfinityAndNan,  // all exponent bits set: infinity, NaN
  kNan,             // all bits set: NaN; no infinity
  kUnsignedNan,     // NaN is where -0 would be; no infinity; exponent bias one higher
  kNone,
};

template <int exponent_bits, int mantissa_bits, Specials specials>
struct Format {
  static constexpr uint32_t kMantissaMask = (1u << mantissa_bits) - 1;
  static constexpr uint32_t kMagnitudeMask = (1u << (exponent_bits + mantissa_bits)) - 1;
  static constexpr uint32_t kSign = kMagnitudeMask + 1;
  static constexpr uint32_t kExponentMask = kMagnitudeMask & ~kMantissaMask;
  static constexpr int kBias =
      (1 << (exponent_bits - 1)) - 1 + (specials == Specials::kUnsignedNan ? 1 : 0);
  static constexpr uint32_t kLargest = specials == Specials::kInfinityAndNan ? kExponentMask - 1
                                       : specials == Specials::kNan          ? kMagnitudeMask - 1
                                                                             : kMagnitudeMask;

  static bool is_nan(uint32_t bits) {
    const uint32_t magnitude = bits & kMagnitudeMask;
    if (specials == Specials::kInfinityAndNan) return magnitude > kExponentMask;
    if (specials == Specials::kNan) return magnitude == kMagnitudeMask;
    return specials == Specials::kUnsignedNan && bits == kSign;
  }

  static uint32_t nan(uint32_t sign) {
    if (specials == Specials::kInfinityAndNan) {
      return sign | kExponentMask | (1u << (mantissa_bits - 1));
    }
    if (specials == Specials::kUnsignedNan) return kSign;
    return sign | kMagnitudeMask;
  }

  static float decode(uint32_t bits) {
    const uint32_t sign = (bits & kSign) << (31 - exponent_bits - mantissa_bits);
    const uint32_t magnitude = bits & kMagnitudeMask;
    if (is_nan(bits)) return std::bit_cast<float>(sign | 0x7FC00000u);
    if (specials == Specials::kInfinityAndNan && magnitude == kExponentMask) {
      return std::bit_cast<float>(sign | 0x7F800000u);
    }
    if (magnitude <= kMantissaMask) {  // zero or subnormal: a multiple of the smallest number
      constexpr uint32_t smallest = static_cast<uint32_t>(127 + 1 - kBias - mantissa_bits) << 23;
      const float number = static_cast<float>(magnitude) * std::bit_cast<float>(smallest);
      return std::bit_cast<float>(sign | std::bit_cast<uint32_t>(number));
    }
    constexpr uint32_t rebias = static_cast<uint32_t>(127 - kBias) << 23;
    return std::bit_cast<float>(sign | ((magnitude << (23 - mantissa_bits)) + rebias));
  }

  // `magnitude` of a float32, finite, to the nearest magnitude here; may exceed kLargest.
  static uint32_t round(uint32_t magnitude) {
    const int exponent = static_cast<int>(magnitude >> 23) - 127;
    constexpr int smallest_exponent = 1 - kBias;
    constexpr int shift = 23 - mantissa_bits;
    if (exponent >= smallest_exponent) {
      const uint32_t even = (magnitude >> shift) & 1;
      const uint32_t rounded = (magnitude + (1u << (shift - 1)) - 1 + even) >> shift;
      return rounded - (static_cast<uint32_t>(127 - kBias) << mantissa_bits);
    }
    const int subnormal_shift = shift + smallest_exponent - exponent;
    if (subnormal_shift > 25) return 0;
    const uint32_t significand = (magnitude & 0x7FFFFFu) | 0x800000u;
    const uint32_t even = (significand >> subnormal_shift) & 1;
    return (significand + (1u << (subnormal_shift - 1)) - 1 + even) >> subnormal_shift;
  }

  static uint32_t encode(float value, bool saturate) {
    const auto bits = std::bit_cast<uint32_t>(value);
    const uint32_t sign = (bits >> 31) << (exponent_bits + mantissa_bits);
    const uint32_t magnitude = bits & 0x7FFFFFFFu;
    if (magnitude > 0x7F800000u) return nan(sign);
    const uint32_t rounded = magnitude == 0x7F800000u ? kLargest + 1 : round(magnitude);
    if (rounded > kLargest) {
      if (saturate) return sign | kLargest;
      return specials == Specials::kInfinityAndNan ? sign | kExponentMask : nan(sign);
    }
    if (specials == Specials::kUnsignedNan && rounded == 0) return 0;
    return sign | rounded;
  }
};

using Float16 = Format<5, 10, Specials::kInfinityAndNan>;
using Float8E4M3FN = Format<4, 3, Specials::kNan>;
using Float8E4M3FNUZ = Format<4, 3, Specials::kUnsignedNan>;
using Float8E5M2 = Format<5, 2, Specials::kInfinityAndNan>;
using Float8E5M2FNUZ = Format<5, 2, Specials::kUnsignedNan>;
using Float4E2M1 = Format<2, 1, Specials::kNone>;

}  // namespace

float float16_to_float32(uint16_t bits) { return Float16::decode(bits); }
float float8e4m3fn_to_float32(uint8_t bits) { return Float8E4M3FN::decode(bits); }
float float8e4m3fnuz_to_float32(uint8_t bits) { return Float8E4M3FNUZ::decode(bits); }
float float8e5m2_to_float32(uint8_t bits) { return Float8E5M2::decode(bits); }
float float8e5m2fnuz_to_float32(uint8_t bits) { return Float8E5M2FNUZ::decode(bits); }
float float4e2m1_to_float32(uint8_t nibble) { return Float4E2M1::decode(nibble & 0xFu); }

float bfloat16_to_float32(uint16_t bits) {
  return std::bit_cast<float>(static_cast<uint32_t>(bits) << 16);
}

float float8e8m0_to_float32(uint8_t bits) {
  if (bits == 0xFF) return std::bit_cast<float>(0x7FC00000u);
  return std::bit_cast<float>(bits == 0 ? 0x00400000u : static_cast<uint32_t>(bits) << 23);
}

uint16_t float32_to_float16(float value) {
  return static_cast<uint16_t>(Float16::encode(value, false));
}

uint16_t float32_to_bfloat16(float value) {
  const auto bits = std::bit_cast<uint32_t>(value);
  if ((bits & 0x7FFFFFFFu) > 0x7F800000u) {
    return static_cast<uint16_t>((bits >> 16 & 0x8000u) | 0x7FC0u);
  }
  return static_cast<uint16_t>((bits + 0x7FFFu + ((bits >> 16) & 1)) >> 16);
}

uint8_t float32_to_float8e4m3fn(float value, bool saturate) {
  return static_cast<uint8_t>(Float8E4M3FN::encode(value, saturate));
}
uint8_t float32_to_float8e4m3fnuz(float value, bool saturate) {
  return static_cast<uint8_t>(Float8E4M3FNUZ::encode(value, saturate));
}
uint8_t float32_to_float8e5m2(float value, bool saturate) {
  return static_cast<uint8_t>(Float8E5M2::encode(value, saturate));
}
uint8_t float32_to_float8e5m2fnuz(float value, bool saturate) {
  return static_cast<uint8_t>(Float8E5M2FNUZ::encode(value, saturate));
}
uint8_t float32_to_float4e2m1(float value) {
  return static_cast<uint8_t>(Float4E2M1::encode(value, true));
}

uint8_t float32_to_float8e8m0(float value, PowerRounding rounding, bool saturate) {
  const auto bits = std::bit_cast<uint32_t>(value);
  const uint32_t exponent = (bits >> 23) & 0xFFu;
  const uint32_t fraction = bits & 0x7FFFFFu;
  if (exponent == 0xFF) return 0xFF;
  bool up = false;
  if (rounding == PowerRounding::kUp) up = fraction != 0;
  if (rounding == PowerRounding::kNearest) {
    up = exponent == 0 ? fraction > 0x400000u : fraction >= 0x400000u;
  }
  if (up && saturate && exponent == 0xFE) up = false;
  return static_cast<uint8_t>(exponent + (up ? 1 : 0));
}

}  // namespace mortise
