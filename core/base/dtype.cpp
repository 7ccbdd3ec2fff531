#include "core/base/dtype.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "core/base/dtype_blocks.hpp"

namespace mortise {
namespace {

// Tensor memory may be borrowed from a file, so elements need not be aligned.
template <class T>
T load(const void* source, uint64_t index) {
  T element;
  std::memcpy(&element, static_cast<const unsigned char*>(source) + index * sizeof(T), sizeof(T));
  return element;
}

template <class T>
void store(void* destination, uint64_t index, T element) {
  std::memcpy(static_cast<unsigned char*>(destination) + index * sizeof(T), &element, sizeof(T));
}

template <class T>
void cast_to_float32(const void* source, float* destination, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) destination[i] = static_cast<float>(load<T>(source, i));
}

template <class T, float (*convert)(T)>
void decode_to_float32(const void* source, float* destination, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) destination[i] = convert(load<T>(source, i));
}

void bool_to_float32(const void* source, float* destination, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) {
    destination[i] = load<uint8_t>(source, i) != 0 ? 1.0F : 0.0F;
  }
}

// Element `index` of packed `bits`-bit ones, the first in the low bits.
template <int bits, bool is_signed>
int8_t packed_at(const void* source, uint64_t index) {
  constexpr unsigned per_byte = 8 / bits;
  const unsigned byte = load<uint8_t>(source, index / per_byte);
  const unsigned element = byte >> (index % per_byte * bits) & ((1u << bits) - 1);
  const bool negative = is_signed && (element >> (bits - 1)) != 0;
  return static_cast<int8_t>(static_cast<int>(element) - (negative ? 1 << bits : 0));
}

template <int bits, bool is_signed>
void packed_to_float32(const void* source, float* destination, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) destination[i] = packed_at<bits, is_signed>(source, i);
}

void float4e2m1_array_to_float32(const void* source, float* destination, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) {
    destination[i] = float4e2m1_to_float32(static_cast<uint8_t>(packed_at<4, false>(source, i)));
  }
}

constexpr mortise_string_t name_of(std::string_view text) { return {text.data(), text.size()}; }

constexpr mortise_dtype_info_t plain(uint32_t dtype, uint32_t dtype_class, std::string_view name,
                                     uint32_t bytes,
                                     void (*to_float32)(const void*, float*, uint64_t)) {
  return {sizeof(mortise_dtype_info_t), dtype, dtype_class, name_of(name), 1, bytes, to_float32};
}

constexpr mortise_dtype_info_t packed(uint32_t dtype, uint32_t dtype_class, std::string_view name,
                                      uint32_t elements,
                                      void (*to_float32)(const void*, float*, uint64_t)) {
  return {sizeof(mortise_dtype_info_t), dtype, dtype_class, name_of(name), elements, 1, to_float32};
}

constexpr mortise_dtype_info_t block(uint32_t dtype, std::string_view name, uint32_t elements,
                                     uint32_t bytes,
                                     void (*to_float32)(const void*, float*, uint64_t)) {
  return {sizeof(mortise_dtype_info_t),
          dtype,
          MORTISE_DTYPE_CLASS_BLOCK,
          name_of(name),
          elements,
          bytes,
          to_float32};
}

constexpr uint32_t kFloat = MORTISE_DTYPE_CLASS_FLOAT;
constexpr uint32_t kSigned = MORTISE_DTYPE_CLASS_SIGNED;
constexpr uint32_t kUnsigned = MORTISE_DTYPE_CLASS_UNSIGNED;

// clang-format off
constexpr mortise_dtype_info_t kInfos[] = {
    plain(MORTISE_DTYPE_FLOAT32, kFloat, "float32", 4, cast_to_float32<float>),
    plain(MORTISE_DTYPE_UINT8, kUnsigned, "uint8", 1, cast_to_float32<uint8_t>),
    plain(MORTISE_DTYPE_INT8, kSigned, "int8", 1, cast_to_float32<int8_t>),
    plain(MORTISE_DTYPE_UINT16, kUnsigned, "uint16", 2, cast_to_float32<uint16_t>),
    plain(MORTISE_DTYPE_INT16, kSigned, "int16", 2, cast_to_float32<int16_t>),
    plain(MORTISE_DTYPE_INT32, kSigned, "int32", 4, cast_to_float32<int32_t>),
    plain(MORTISE_DTYPE_INT64, kSigned, "int64", 8, nullptr),
    plain(MORTISE_DTYPE_STRING, MORTISE_DTYPE_CLASS_STRING, "string", 0, nullptr),
    plain(MORTISE_DTYPE_BOOL, MORTISE_DTYPE_CLASS_BOOL, "bool", 1, bool_to_float32),
    plain(MORTISE_DTYPE_FLOAT16, kFloat, "float16", 2, decode_to_float32<uint16_t, float16_to_float32>),
    plain(MORTISE_DTYPE_FLOAT64, kFloat, "float64", 8, cast_to_float32<double>),
    plain(MORTISE_DTYPE_UINT32, kUnsigned, "uint32", 4, cast_to_float32<uint32_t>),
    plain(MORTISE_DTYPE_UINT64, kUnsigned, "uint64", 8, nullptr),
    plain(MORTISE_DTYPE_COMPLEX64, MORTISE_DTYPE_CLASS_COMPLEX, "complex64", 8, nullptr),
    plain(MORTISE_DTYPE_COMPLEX128, MORTISE_DTYPE_CLASS_COMPLEX, "complex128", 16, nullptr),
    plain(MORTISE_DTYPE_BFLOAT16, kFloat, "bfloat16", 2, decode_to_float32<uint16_t, bfloat16_to_float32>),
    plain(MORTISE_DTYPE_FLOAT8E4M3FN, kFloat, "float8e4m3fn", 1, decode_to_float32<uint8_t, float8e4m3fn_to_float32>),
    plain(MORTISE_DTYPE_FLOAT8E4M3FNUZ, kFloat, "float8e4m3fnuz", 1, decode_to_float32<uint8_t, float8e4m3fnuz_to_float32>),
    plain(MORTISE_DTYPE_FLOAT8E5M2, kFloat, "float8e5m2", 1, decode_to_float32<uint8_t, float8e5m2_to_float32>),
    plain(MORTISE_DTYPE_FLOAT8E5M2FNUZ, kFloat, "float8e5m2fnuz", 1, decode_to_float32<uint8_t, float8e5m2fnuz_to_float32>),
    packed(MORTISE_DTYPE_UINT4, kUnsigned, "uint4", 2, packed_to_float32<4, false>),
    packed(MORTISE_DTYPE_INT4, kSigned, "int4", 2, packed_to_float32<4, true>),
    packed(MORTISE_DTYPE_FLOAT4E2M1, kFloat, "float4e2m1", 2, float4e2m1_array_to_float32),
    plain(MORTISE_DTYPE_FLOAT8E8M0, kFloat, "float8e8m0", 1, decode_to_float32<uint8_t, float8e8m0_to_float32>),
    packed(MORTISE_DTYPE_UINT2, kUnsigned, "uint2", 4, packed_to_float32<2, false>),
    packed(MORTISE_DTYPE_INT2, kSigned, "int2", 4, packed_to_float32<2, true>),
    block(MORTISE_DTYPE_Q4_0, "q4_0", 32, 18, q4_0_to_float32),
    block(MORTISE_DTYPE_Q4_1, "q4_1", 32, 20, q4_1_to_float32),
    block(MORTISE_DTYPE_Q5_0, "q5_0", 32, 22, q5_0_to_float32),
    block(MORTISE_DTYPE_Q5_1, "q5_1", 32, 24, q5_1_to_float32),
    block(MORTISE_DTYPE_Q8_0, "q8_0", 32, 34, q8_0_to_float32),
    block(MORTISE_DTYPE_Q2_K, "q2_k", 256, 84, q2_k_to_float32),
    block(MORTISE_DTYPE_Q3_K, "q3_k", 256, 110, q3_k_to_float32),
    block(MORTISE_DTYPE_Q4_K, "q4_k", 256, 144, q4_k_to_float32),
    block(MORTISE_DTYPE_Q5_K, "q5_k", 256, 176, q5_k_to_float32),
    block(MORTISE_DTYPE_Q6_K, "q6_k", 256, 210, q6_k_to_float32),
    block(MORTISE_DTYPE_IQ4_NL, "iq4_nl", 32, 18, iq4_nl_to_float32),
    block(MORTISE_DTYPE_MXFP4, "mxfp4", 32, 17, mxfp4_to_float32),
};
// clang-format on

template <class T>
T saturating_round(float value, T lowest, T highest) {
  if (std::isnan(value)) return 0;
  const double rounded = std::nearbyint(static_cast<double>(value));
  if (rounded <= static_cast<double>(lowest)) return lowest;
  if (rounded >= static_cast<double>(highest)) return highest;
  return static_cast<T>(rounded);
}

template <class T>
void integers_from_float32(const float* source, void* destination, uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) {
    store(destination, i,
          saturating_round<T>(source[i], std::numeric_limits<T>::min(),
                              std::numeric_limits<T>::max()));
  }
}

template <class T, class Convert>
void encode_from_float32(const float* source, void* destination, uint64_t count, Convert convert) {
  for (uint64_t i = 0; i < count; ++i) store<T>(destination, i, convert(source[i]));
}

// Packs what `convert` gives, `bits` bits each; the rest of the last byte is zero.
template <int bits, class Convert>
void pack_from_float32(const float* source, void* destination, uint64_t count, Convert convert) {
  constexpr unsigned per_byte = 8 / bits;
  for (uint64_t i = 0; i < count; i += per_byte) {
    unsigned byte = 0;
    for (unsigned k = 0; k < per_byte && i + k < count; ++k) {
      byte |= (static_cast<unsigned>(convert(source[i + k])) & ((1u << bits) - 1)) << (k * bits);
    }
    store(destination, i / per_byte, static_cast<uint8_t>(byte));
  }
}

template <int bits, bool is_signed>
void pack_integers(const float* source, void* destination, uint64_t count) {
  pack_from_float32<bits>(source, destination, count, [](float value) {
    constexpr int lowest = is_signed ? -(1 << (bits - 1)) : 0;
    return saturating_round<int>(value, lowest, lowest + (1 << bits) - 1);
  });
}

}  // namespace

const mortise_dtype_info_t* find_dtype(uint32_t dtype) {
  for (const mortise_dtype_info_t& info : kInfos) {
    if (info.dtype == dtype) return &info;
  }
  return nullptr;
}

const mortise_dtype_info_t* find_dtype_by_name(std::string_view name) {
  for (const mortise_dtype_info_t& info : kInfos) {
    if (std::string_view(info.name.data, info.name.size) == name) return &info;
  }
  return nullptr;
}

std::string_view dtype_name(uint32_t dtype) {
  if (dtype == MORTISE_DTYPE_UNDEFINED) return "undefined";
  const mortise_dtype_info_t* info = find_dtype(dtype);
  return info == nullptr ? "unknown" : std::string_view(info->name.data, info->name.size);
}

std::optional<uint64_t> byte_size(const mortise_dtype_info_t& info, uint64_t count) {
  uint64_t bytes_per_block = info.bytes_per_block;
  if (info.dtype_class == MORTISE_DTYPE_CLASS_STRING) bytes_per_block = sizeof(mortise_string_t);
  if (info.elements_per_block == 0 || bytes_per_block == 0) return std::nullopt;
  const bool partial = count % info.elements_per_block != 0;
  if (partial && info.dtype_class == MORTISE_DTYPE_CLASS_BLOCK) return std::nullopt;
  const uint64_t blocks = count / info.elements_per_block + (partial ? 1 : 0);
  uint64_t bytes = 0;
  if (__builtin_mul_overflow(blocks, bytes_per_block, &bytes)) return std::nullopt;
  return bytes;
}

std::optional<uint64_t> byte_size(uint32_t dtype, uint64_t count) {
  const mortise_dtype_info_t* info = find_dtype(dtype);
  return info == nullptr ? std::nullopt : byte_size(*info, count);
}

bool unpack_integers(uint32_t dtype, const void* source, int8_t* destination, uint64_t count) {
  const auto unpack = [&](auto element_at) {
    for (uint64_t i = 0; i < count; ++i) destination[i] = element_at(source, i);
    return true;
  };
  switch (dtype) {
    case MORTISE_DTYPE_UINT4: return unpack(packed_at<4, false>);
    case MORTISE_DTYPE_INT4: return unpack(packed_at<4, true>);
    case MORTISE_DTYPE_UINT2: return unpack(packed_at<2, false>);
    case MORTISE_DTYPE_INT2: return unpack(packed_at<2, true>);
    default: return false;
  }
}

bool from_float32(uint32_t dtype, const float* source, void* destination, uint64_t count) {
  const auto encode8 = [&](uint8_t (*convert)(float, bool)) {
    encode_from_float32<uint8_t>(source, destination, count,
                                 [convert](float value) { return convert(value, true); });
  };
  switch (dtype) {
    case MORTISE_DTYPE_FLOAT32:
      if (count != 0) std::memcpy(destination, source, count * sizeof(float));
      return true;
    case MORTISE_DTYPE_FLOAT64:
      encode_from_float32<double>(source, destination, count, [](float v) { return double{v}; });
      return true;
    case MORTISE_DTYPE_FLOAT16:
      encode_from_float32<uint16_t>(source, destination, count, float32_to_float16);
      return true;
    case MORTISE_DTYPE_BFLOAT16:
      encode_from_float32<uint16_t>(source, destination, count, float32_to_bfloat16);
      return true;
    case MORTISE_DTYPE_BOOL:
      encode_from_float32<uint8_t>(source, destination, count,
                                   [](float v) { return static_cast<uint8_t>(v != 0 ? 1 : 0); });
      return true;
    case MORTISE_DTYPE_FLOAT8E4M3FN: encode8(float32_to_float8e4m3fn); return true;
    case MORTISE_DTYPE_FLOAT8E4M3FNUZ: encode8(float32_to_float8e4m3fnuz); return true;
    case MORTISE_DTYPE_FLOAT8E5M2: encode8(float32_to_float8e5m2); return true;
    case MORTISE_DTYPE_FLOAT8E5M2FNUZ: encode8(float32_to_float8e5m2fnuz); return true;
    case MORTISE_DTYPE_FLOAT8E8M0:
      encode_from_float32<uint8_t>(source, destination, count,
                                   [](float value) { return float32_to_float8e8m0(value); });
      return true;
    case MORTISE_DTYPE_FLOAT4E2M1:
      pack_from_float32<4>(source, destination, count, float32_to_float4e2m1);
      return true;
    case MORTISE_DTYPE_UINT8:
      integers_from_float32<uint8_t>(source, destination, count);
      return true;
    case MORTISE_DTYPE_INT8: integers_from_float32<int8_t>(source, destination, count); return true;
    case MORTISE_DTYPE_UINT16:
      integers_from_float32<uint16_t>(source, destination, count);
      return true;
    case MORTISE_DTYPE_INT16:
      integers_from_float32<int16_t>(source, destination, count);
      return true;
    case MORTISE_DTYPE_UINT32:
      integers_from_float32<uint32_t>(source, destination, count);
      return true;
    case MORTISE_DTYPE_INT32:
      integers_from_float32<int32_t>(source, destination, count);
      return true;
    case MORTISE_DTYPE_UINT4: pack_integers<4, false>(source, destination, count); return true;
    case MORTISE_DTYPE_INT4: pack_integers<4, true>(source, destination, count); return true;
    case MORTISE_DTYPE_UINT2: pack_integers<2, false>(source, destination, count); return true;
    case MORTISE_DTYPE_INT2: pack_integers<2, true>(source, destination, count); return true;
    default: return false;
  }
}

}  // namespace mortise
