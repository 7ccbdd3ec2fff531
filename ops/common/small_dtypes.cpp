#include "ops/common/small_dtypes.hpp"

#include <cmath>
#include <cstring>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {

// Sources: OCP 8-bit floating point specification 1.0 (e4m3fn, e5m2), onnx.ai/onnx/technical/float8.html (fnuz, saturation),
// OCP microscaling formats 1.0 (e2m1, e8m0).
struct SmallDtype::Format {
  int exponent_bits, mantissa_bits, bias;
  uint32_t largest;   // magnitude of the largest number
  uint32_t infinity;  // what is beyond it where nothing saturates
  uint32_t nan;

  uint32_t sign() const { return 1u << (exponent_bits + mantissa_bits); }
  bool has_negative_zero() const { return nan != sign(); }
};

namespace {

constexpr SmallDtype::Format kE4M3FN = {4, 3, 7, 0x7e, 0x7f, 0x7f};
constexpr SmallDtype::Format kE4M3FNUZ = {4, 3, 8, 0x7f, 0x80, 0x80};
constexpr SmallDtype::Format kE5M2 = {5, 2, 15, 0x7b, 0x7c, 0x7e};
constexpr SmallDtype::Format kE5M2FNUZ = {5, 2, 16, 0x7f, 0x80, 0x80};
constexpr uint32_t kNone = 0x100;  // e2m1 has neither infinity nor NaN, which becomes -0
constexpr SmallDtype::Format kE2M1 = {2, 1, 1, 0x7, kNone, kNone};

const SmallDtype::Format* format_of(uint32_t dtype) {
  switch (dtype) {
    case MORTISE_DTYPE_FLOAT8E4M3FN: return &kE4M3FN;
    case MORTISE_DTYPE_FLOAT8E4M3FNUZ: return &kE4M3FNUZ;
    case MORTISE_DTYPE_FLOAT8E5M2: return &kE5M2;
    case MORTISE_DTYPE_FLOAT8E5M2FNUZ: return &kE5M2FNUZ;
    case MORTISE_DTYPE_FLOAT4E2M1: return &kE2M1;
    default: return nullptr;
  }
}

double decode(const SmallDtype::Format& format, uint32_t code) {
  const uint32_t magnitude = code & (format.sign() - 1);
  const bool is_negative = (code & format.sign()) != 0;
  if (code == format.nan) return NAN;  // of fnuz, where -0 would be
  if (magnitude > format.largest) {
    if (magnitude != format.infinity || format.infinity == format.nan) return NAN;
    return is_negative ? -INFINITY : INFINITY;
  }
  const auto field = static_cast<int>(magnitude >> format.mantissa_bits);
  const auto mantissa = static_cast<int>(magnitude & ((1u << format.mantissa_bits) - 1));
  const int whole = field == 0 ? mantissa : mantissa + (1 << format.mantissa_bits);
  const double value =
      std::ldexp(whole, (field == 0 ? 1 : field) - format.bias - format.mantissa_bits);
  return is_negative ? -value : value;
}

// To the nearest, halves to even.
uint32_t encode(const SmallDtype::Format& format, double value, bool saturate) {
  if (std::isnan(value)) return format.nan == kNone ? format.sign() : format.nan;
  const uint32_t sign = std::signbit(value) ? format.sign() : 0;
  const double magnitude = std::fabs(value);
  const int least = 1 - format.bias;
  uint32_t code = format.largest + 1;
  if (magnitude == 0) {
    code = 0;
  } else if (std::isfinite(magnitude)) {
    int exponent = 0;
    std::frexp(magnitude, &exponent);
    const int shift = std::max(exponent - 1, least);
    const double whole = std::nearbyint(std::ldexp(magnitude, format.mantissa_bits - shift));
    // A carry from the mantissa goes into the exponent by itself.
    const double wide = std::ldexp(shift - least, format.mantissa_bits) + whole;
    if (wide <= format.largest) code = static_cast<uint32_t>(wide);
  }
  if (code > format.largest) {
    if (!saturate && format.infinity != kNone)
      return format.infinity == format.sign() ? format.infinity : sign | format.infinity;
    return sign | format.largest;
  }
  return code == 0 && !format.has_negative_zero() ? 0 : sign | code;
}

// Powers of two from 2^-127 on; the sign is dropped. 0xff is NaN, infinities included.
uint32_t encode_e8m0(double value, const SmallRounding& rounding) {
  const auto narrow = static_cast<float>(value);
  uint32_t bits = 0;
  std::memcpy(&bits, &narrow, sizeof(bits));
  uint32_t exponent = bits >> 23 & 0xff;
  if (exponent == 0xff) return exponent;
  uint32_t fraction = bits & 0x7fffff;
  // Subnormal: the least power of two is half of the least normal float.
  if (exponent == 0) fraction = fraction <= 0x400000 ? 0 : (fraction - 0x400000) * 2;
  const bool is_half = fraction == 0x400000;
  const bool up = rounding.mode == "up" ? fraction > 0
                                        : rounding.mode == "nearest" &&
                                              (fraction > 0x400000 || (is_half && exponent > 0));
  if (up && !(rounding.saturate && exponent == 0xfe)) ++exponent;
  return exponent;
}

}  // namespace

SmallRounding SmallRounding::of(const Node& node) {
  SmallRounding rounding{node.attr_bool("saturate", true), node.attr_string("round_mode", "up")};
  for (const std::string_view known : {"up", "down", "nearest"}) {
    if (rounding.mode != known) continue;
    rounding.mode = known;  // the node's own text does not outlive it
    return rounding;
  }
  invalid("attribute round_mode is ", rounding.mode, "; it must be up, down or nearest");
}

SmallDtype::SmallDtype(uint32_t dtype, const SmallRounding& rounding)
    : dtype_(dtype), bits_(dtype_bits(dtype)), format_(format_of(dtype)), rounding_(rounding) {}

int64_t SmallDtype::least() const {
  const bool is_signed = dtype_ == MORTISE_DTYPE_INT4 || dtype_ == MORTISE_DTYPE_INT2;
  return is_signed ? -(int64_t{1} << (bits_ - 1)) : 0;
}

int64_t SmallDtype::largest() const { return least() + (int64_t{1} << bits_) - 1; }

double SmallDtype::load(const void* data, int64_t index) const {
  const int64_t first = index * bits_;
  const uint32_t byte = static_cast<const uint8_t*>(data)[first / 8];
  const uint32_t code = byte >> (first % 8) & ((1u << bits_) - 1);
  if (format_ != nullptr) return decode(*format_, code);
  if (dtype_ == MORTISE_DTYPE_FLOAT8E8M0)
    return code == 0xff ? NAN : std::ldexp(1, static_cast<int>(code) - 127);
  const auto value = static_cast<int64_t>(code);
  return static_cast<double>(value > largest() ? value - (int64_t{1} << bits_) : value);
}

void SmallDtype::store(void* data, int64_t index, double value) const {
  if (format_ != nullptr) return put(data, index, encode(*format_, value, rounding_.saturate));
  if (dtype_ == MORTISE_DTYPE_FLOAT8E8M0) return put(data, index, encode_e8m0(value, rounding_));
  store(data, index, int64_t{saturating_cast<int8_t>(value)});
}

void SmallDtype::store(void* data, int64_t index, int64_t value) const {
  if (!is_integer()) return store(data, index, static_cast<double>(value));
  put(data, index, static_cast<uint32_t>(value) & ((1u << bits_) - 1));
}

// The first element of a byte clears the others, so that what no element has is zero.
void SmallDtype::put(void* data, int64_t index, uint32_t code) const {
  const int64_t first = index * bits_;
  auto& byte = static_cast<uint8_t*>(data)[first / 8];
  const auto bits = static_cast<uint8_t>(code << (first % 8));
  byte = first % 8 == 0 ? bits : static_cast<uint8_t>(byte | bits);
}

}  // namespace mortise::ops
