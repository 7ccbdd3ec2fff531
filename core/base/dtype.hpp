// The data types that the core knows: descriptions, sizes, and conversion to and from float32.
// Registered types (from MORTISE_DTYPE_FIRST_REGISTERED up) belong to the host's registry.
#pragma once

#include <mortise/abi/base.h>

#include <cstdint>
#include <optional>
#include <string_view>

namespace mortise {

/// Null when the core does not know it. The description lives as long as the process.
const mortise_dtype_info_t* find_dtype(uint32_t dtype);
const mortise_dtype_info_t* find_dtype_by_name(std::string_view name);
/// "float32"; "dtype 77" has no name: "unknown".
std::string_view dtype_name(uint32_t dtype);

/// Bytes of `count` dense elements; packed 2- and 4-bit types fill the last byte up, and a string is one
/// mortise_string_t. Empty when the dtype is unknown, blocks do not come out even, or the size overflows.
std::optional<uint64_t> byte_size(uint32_t dtype, uint64_t count);
std::optional<uint64_t> byte_size(const mortise_dtype_info_t& info, uint64_t count);

/// Exact, except NaN payloads.
float float16_to_float32(uint16_t bits);
float bfloat16_to_float32(uint16_t bits);
float float8e4m3fn_to_float32(uint8_t bits);
float float8e4m3fnuz_to_float32(uint8_t bits);
float float8e5m2_to_float32(uint8_t bits);
float float8e5m2fnuz_to_float32(uint8_t bits);
float float4e2m1_to_float32(uint8_t nibble);
float float8e8m0_to_float32(uint8_t bits);

/// Round to nearest, ties to even. What is too large becomes infinity.
uint16_t float32_to_float16(float value);
uint16_t float32_to_bfloat16(float value);
/// The same; what is too large, infinity included, becomes the largest number when `saturate`, and otherwise infinity,
/// or NaN where there is none (ONNX Cast, table "saturate").
uint8_t float32_to_float8e4m3fn(float value, bool saturate = true);
uint8_t float32_to_float8e4m3fnuz(float value, bool saturate = true);
uint8_t float32_to_float8e5m2(float value, bool saturate = true);
uint8_t float32_to_float8e5m2fnuz(float value, bool saturate = true);
/// Always saturates; NaN, which the type lacks, becomes the largest number.
uint8_t float32_to_float4e2m1(float value);

/// How a magnitude that is no power of two becomes one.
enum class PowerRounding { kUp, kDown, kNearest };
/// The sign is dropped; infinity and NaN become NaN (ONNX Cast, `round_mode`).
uint8_t float32_to_float8e8m0(float value, PowerRounding rounding = PowerRounding::kUp,
                              bool saturate = true);

/// Converts `count` elements from float32. False for a dtype to which that has no meaning (strings, complex numbers,
/// 64-bit integers, block-quantised types). Integers round to nearest even and saturate; NaN becomes 0.
bool from_float32(uint32_t dtype, const float* source, void* destination, uint64_t count);

/// One element per byte out of packed ones, the first in the low bits. `dtype` is one of the 2- and 4-bit integers;
/// signed ones are sign-extended.
bool unpack_integers(uint32_t dtype, const void* source, int8_t* destination, uint64_t count);

}  // namespace mortise
