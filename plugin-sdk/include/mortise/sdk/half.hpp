// 16-bit floating-point values and a boolean, as stored in tensors. Arithmetic happens in float; storing rounds to
// nearest even.
#ifndef MORTISE_SDK_HALF_HPP_
#define MORTISE_SDK_HALF_HPP_

#include <cstdint>
#include <cstring>

namespace mortise::sdk {

inline uint32_t float_bits(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}
inline float float_from_bits(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

/// IEEE 754 binary16.
struct float16 {
  uint16_t bits = 0;

  float16() = default;
  explicit float16(float value) : bits(from_float(value)) {}
  explicit operator float() const { return to_float(bits); }

  static float to_float(uint16_t half) {
    const uint32_t sign = static_cast<uint32_t>(half & 0x8000u) << 16;
    const uint32_t magnitude = half & 0x7fffu;
    if (magnitude >= 0x7c00u) {  // infinity, NaN
      return float_from_bits(sign | 0x7f800000u | ((magnitude & 0x3ffu) << 13));
    }
    if (magnitude >= 0x400u) return float_from_bits(sign | ((magnitude << 13) + 0x38000000u));
    const float subnormal = static_cast<float>(magnitude) * 0x1p-24f;
    return sign != 0 ? -subnormal : subnormal;
  }

  static uint16_t from_float(float value) {
    const uint32_t source = float_bits(value);
    const uint16_t sign = static_cast<uint16_t>((source >> 16) & 0x8000u);
    const uint32_t magnitude = source & 0x7fffffffu;
    if (magnitude > 0x7f800000u) return static_cast<uint16_t>(sign | 0x7e00u);  // NaN, quiet
    if (magnitude >= 0x477ff000u)
      return static_cast<uint16_t>(sign | 0x7c00u);  // rounds to infinity
    if (magnitude >= 0x38800000u) {
      const uint32_t odd = (magnitude >> 13) & 1u;
      return static_cast<uint16_t>(sign | ((magnitude + 0xfffu + odd - 0x38000000u) >> 13));
    }
    // Subnormal: adding 0.5 leaves the result, rounded to nearest even, in the lowest bits.
    const uint32_t sum = float_bits(float_from_bits(magnitude) + 0.5f);
    return static_cast<uint16_t>(sign | (sum - 0x3f000000u));
  }
};

/// The upper half of a float32.
struct bfloat16 {
  uint16_t bits = 0;

  bfloat16() = default;
  explicit bfloat16(float value) : bits(from_float(value)) {}
  explicit operator float() const { return float_from_bits(static_cast<uint32_t>(bits) << 16); }

  static uint16_t from_float(float value) {
    const uint32_t source = float_bits(value);
    if ((source & 0x7fffffffu) > 0x7f800000u) {
      return static_cast<uint16_t>((source >> 16) | 0x40u);  // NaN, quiet
    }
    return static_cast<uint16_t>((source + 0x7fffu + ((source >> 16) & 1u)) >> 16);
  }
};

/// A byte of a bool tensor. Not C++'s bool: what comes from outside may hold any byte, and all but 0 are true.
struct bool8 {
  uint8_t bits = 0;

  bool8() = default;
  explicit bool8(bool value) : bits(value ? 1 : 0) {}
  explicit operator bool() const { return bits != 0; }
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_HALF_HPP_
