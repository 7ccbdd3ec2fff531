// The expected values in testdata/dtype.bin come from ml_dtypes, numpy and gguf; see make_dtype_fixtures.py there.
#include "core/base/dtype.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace mortise {
namespace {

struct Fixture {
  std::vector<unsigned char> first, second;
};

template <class T>
std::vector<T> as(const std::vector<unsigned char>& bytes) {
  std::vector<T> items(bytes.size() / sizeof(T));
  if (!items.empty()) std::memcpy(items.data(), bytes.data(), bytes.size());
  return items;
}

std::map<std::string, Fixture> read_fixtures() {
  std::ifstream file("core/base/testdata/dtype.bin", std::ios::binary);
  std::map<std::string, Fixture> fixtures;
  char name[17] = {};
  uint32_t sizes[2];
  while (file.read(name, 16) && file.read(reinterpret_cast<char*>(sizes), sizeof sizes)) {
    Fixture& fixture = fixtures[name];
    fixture.first.resize(sizes[0]);
    fixture.second.resize(sizes[1]);
    file.read(reinterpret_cast<char*>(fixture.first.data()), sizes[0]);
    file.read(reinterpret_cast<char*>(fixture.second.data()), sizes[1]);
  }
  return fixtures;
}

const Fixture& fixture(const std::string& name) {
  static const std::map<std::string, Fixture> fixtures = read_fixtures();
  INFO("fixture " << name);
  const auto found = fixtures.find(name);
  REQUIRE(found != fixtures.end());
  return found->second;
}

// Equal as numbers, the sign of zero included; any NaN equals any other.
bool same(float left, float right) {
  if (std::isnan(left) || std::isnan(right)) return std::isnan(left) && std::isnan(right);
  return std::bit_cast<uint32_t>(left) == std::bit_cast<uint32_t>(right);
}

template <class Code>
void check_decode(const std::string& name, float (*decode)(Code)) {
  const auto codes = as<Code>(fixture("decode " + name).first);
  const auto numbers = as<float>(fixture("decode " + name).second);
  REQUIRE(codes.size() == numbers.size());
  for (size_t i = 0; i < codes.size(); ++i) {
    INFO(name << ": code " << static_cast<unsigned>(codes[i]) << " decodes to " << decode(codes[i])
              << " instead of " << numbers[i]);
    REQUIRE(same(decode(codes[i]), numbers[i]));
  }
}

template <class Code, class Encode>
void check_encode(const std::string& name, Encode encode) {
  const auto numbers = as<float>(fixture("encode " + name).first);
  const auto codes = as<Code>(fixture("encode " + name).second);
  REQUIRE(codes.size() == numbers.size());
  for (size_t i = 0; i < codes.size(); ++i) {
    INFO(name << ": " << numbers[i]);
    REQUIRE(static_cast<unsigned>(encode(numbers[i])) == static_cast<unsigned>(codes[i]));
  }
}

uint8_t encode_saturating(uint8_t (*encode)(float, bool), float value) {
  return encode(value, true);
}

}  // namespace

TEST_CASE("small floats decode as ml_dtypes decodes them") {
  check_decode<uint16_t>("float16", float16_to_float32);
  check_decode<uint16_t>("bfloat16", bfloat16_to_float32);
  check_decode<uint8_t>("e4m3fn", float8e4m3fn_to_float32);
  check_decode<uint8_t>("e4m3fnuz", float8e4m3fnuz_to_float32);
  check_decode<uint8_t>("e5m2", float8e5m2_to_float32);
  check_decode<uint8_t>("e5m2fnuz", float8e5m2fnuz_to_float32);
  check_decode<uint8_t>("e2m1", float4e2m1_to_float32);
  check_decode<uint8_t>("e8m0", float8e8m0_to_float32);
}

TEST_CASE("float32 rounds to the small floats as ml_dtypes rounds it, ties included") {
  const auto saturating = [](uint8_t (*encode)(float, bool)) {
    return [encode](float value) { return encode_saturating(encode, value); };
  };
  check_encode<uint16_t>("float16", float32_to_float16);
  check_encode<uint16_t>("bfloat16", float32_to_bfloat16);
  check_encode<uint8_t>("e4m3fn", saturating(float32_to_float8e4m3fn));
  check_encode<uint8_t>("e4m3fnuz", saturating(float32_to_float8e4m3fnuz));
  check_encode<uint8_t>("e5m2", saturating(float32_to_float8e5m2));
  check_encode<uint8_t>("e5m2fnuz", saturating(float32_to_float8e5m2fnuz));
  check_encode<uint8_t>("e2m1", float32_to_float4e2m1);
}

TEST_CASE("every float16 and bfloat16 number survives the way through float32") {
  for (uint32_t code = 0; code < 65536; ++code) {
    const auto bits = static_cast<uint16_t>(code);
    const float half = float16_to_float32(bits);
    const float brain = bfloat16_to_float32(bits);
    if (!std::isnan(half)) REQUIRE(float32_to_float16(half) == bits);
    if (!std::isnan(brain)) REQUIRE(float32_to_bfloat16(brain) == bits);
    if (std::isnan(half)) REQUIRE(std::isnan(float16_to_float32(float32_to_float16(half))));
    if (std::isnan(brain)) REQUIRE(std::isnan(bfloat16_to_float32(float32_to_bfloat16(brain))));
  }
}

TEST_CASE("without saturation what is too large becomes infinity, or NaN where there is none") {
  const float infinity = std::numeric_limits<float>::infinity();
  for (const float large : {1e6F, infinity}) {
    CHECK(float32_to_float8e4m3fn(large, false) == 0x7F);
    CHECK(float32_to_float8e4m3fn(-large, false) == 0xFF);
    CHECK(float32_to_float8e4m3fnuz(large, false) == 0x80);
    CHECK(float32_to_float8e5m2(large, false) == 0x7C);
    CHECK(float32_to_float8e5m2(-large, false) == 0xFC);
    CHECK(float32_to_float8e5m2fnuz(large, false) == 0x80);
    CHECK(float32_to_float8e4m3fn(large, true) == 0x7E);
    CHECK(float32_to_float8e5m2(-large, true) == 0xFB);
  }
  CHECK(float32_to_float8e4m3fn(std::nanf(""), true) == 0x7F);
  CHECK(float32_to_float8e5m2fnuz(std::nanf(""), true) == 0x80);
}

TEST_CASE("float8e8m0 keeps the power of two and rounds as asked") {
  CHECK(float32_to_float8e8m0(4.0F) == 129);
  CHECK(float32_to_float8e8m0(4.1F, PowerRounding::kUp) == 130);
  CHECK(float32_to_float8e8m0(4.1F, PowerRounding::kDown) == 129);
  CHECK(float32_to_float8e8m0(5.9F, PowerRounding::kNearest) == 129);
  CHECK(float32_to_float8e8m0(6.0F, PowerRounding::kNearest) == 130);
  CHECK(float32_to_float8e8m0(-4.0F) == 129);
  CHECK(float32_to_float8e8m0(std::numeric_limits<float>::max()) == 254);
  CHECK(float32_to_float8e8m0(std::numeric_limits<float>::max(), PowerRounding::kUp, false) == 255);
  CHECK(float32_to_float8e8m0(std::numeric_limits<float>::infinity()) == 255);
}

TEST_CASE("block types dequantise as gguf dequantises them") {
  for (const char* name : {"q4_0", "q4_1", "q5_0", "q5_1", "q8_0", "q2_k", "q3_k", "q4_k", "q5_k",
                           "q6_k", "iq4_nl", "mxfp4"}) {
    const mortise_dtype_info_t* info = find_dtype_by_name(name);
    REQUIRE(info != nullptr);
    const std::vector<unsigned char>& blocks = fixture(name).first;
    const auto expected = as<float>(fixture(name).second);
    REQUIRE(byte_size(info->dtype, expected.size()) == blocks.size());
    std::vector<float> actual(expected.size());
    info->to_float32(blocks.data(), actual.data(), actual.size());
    for (size_t i = 0; i < expected.size(); ++i) {
      INFO(name << ": element " << i << " is " << actual[i] << " instead of " << expected[i]);
      REQUIRE(std::abs(actual[i] - expected[i]) <= 1e-6F * std::abs(expected[i]));
    }
  }
}

TEST_CASE("packed integers unpack low bits first, with their signs") {
  const unsigned char bytes[] = {0x8F, 0x72};
  int8_t unpacked[4];
  REQUIRE(unpack_integers(MORTISE_DTYPE_INT4, bytes, unpacked, 4));
  CHECK(std::vector<int>(unpacked, unpacked + 4) == std::vector<int>{-1, -8, 2, 7});
  REQUIRE(unpack_integers(MORTISE_DTYPE_UINT4, bytes, unpacked, 3));
  CHECK(std::vector<int>(unpacked, unpacked + 3) == std::vector<int>{15, 8, 2});
  REQUIRE(unpack_integers(MORTISE_DTYPE_INT2, bytes, unpacked, 4));
  CHECK(std::vector<int>(unpacked, unpacked + 4) == std::vector<int>{-1, -1, 0, -2});
  CHECK_FALSE(unpack_integers(MORTISE_DTYPE_INT8, bytes, unpacked, 1));
}

TEST_CASE("numbers go from float32 to each dtype and back") {
  const std::vector<float> numbers = {0, 1, -1, 1, 0};
  for (uint32_t dtype = MORTISE_DTYPE_FLOAT32; dtype <= MORTISE_DTYPE_INT2; ++dtype) {
    const mortise_dtype_info_t* info = find_dtype(dtype);
    if (info->to_float32 == nullptr) {
      CHECK_FALSE(from_float32(dtype, numbers.data(), nullptr, numbers.size()));
      continue;
    }
    std::vector<unsigned char> bytes(*byte_size(dtype, numbers.size()));
    REQUIRE(from_float32(dtype, numbers.data(), bytes.data(), numbers.size()));
    std::vector<float> back(numbers.size(), 9);
    info->to_float32(bytes.data(), back.data(), back.size());
    const bool is_power = dtype == MORTISE_DTYPE_FLOAT8E8M0;
    const bool has_sign = info->dtype_class == MORTISE_DTYPE_CLASS_FLOAT ||
                          info->dtype_class == MORTISE_DTYPE_CLASS_SIGNED;
    const float negative = is_power || dtype == MORTISE_DTYPE_BOOL ? 1.0F : has_sign ? -1.0F : 0.0F;
    INFO(std::string(dtype_name(dtype)));
    CHECK(back[1] == 1);
    CHECK(back[2] == negative);
    if (!is_power) CHECK(back[0] == 0);
  }
}

TEST_CASE("integers saturate and round to nearest even") {
  const float numbers[] = {1e9F, -1e9F, 2.5F, 3.5F, std::nanf("")};
  int8_t bytes[5];
  REQUIRE(from_float32(MORTISE_DTYPE_INT8, numbers, bytes, 5));
  CHECK(std::vector<int>(bytes, bytes + 5) == std::vector<int>{127, -128, 2, 4, 0});
  uint8_t nibbles[3];
  REQUIRE(from_float32(MORTISE_DTYPE_INT4, numbers, nibbles, 5));
  CHECK(std::vector<int>(nibbles, nibbles + 3) == std::vector<int>{0x87, 0x42, 0x00});
}

TEST_CASE("sizes round packed types up, refuse split blocks and overflow") {
  CHECK(byte_size(MORTISE_DTYPE_FLOAT32, 3) == 12);
  CHECK(byte_size(MORTISE_DTYPE_INT4, 3) == 2);
  CHECK(byte_size(MORTISE_DTYPE_UINT2, 5) == 2);
  CHECK(byte_size(MORTISE_DTYPE_STRING, 2) == 2 * sizeof(mortise_string_t));
  CHECK(byte_size(MORTISE_DTYPE_Q6_K, 512) == 420);
  CHECK_FALSE(byte_size(MORTISE_DTYPE_Q6_K, 300));
  CHECK_FALSE(byte_size(MORTISE_DTYPE_FLOAT64, UINT64_MAX / 4));
  CHECK_FALSE(byte_size(77, 1));
  CHECK(dtype_name(77) == "unknown");
  CHECK(find_dtype(MORTISE_DTYPE_UNDEFINED) == nullptr);
  CHECK(find_dtype_by_name("float8e5m2")->dtype == MORTISE_DTYPE_FLOAT8E5M2);
  CHECK(find_dtype_by_name("float7") == nullptr);
}

}  // namespace mortise
