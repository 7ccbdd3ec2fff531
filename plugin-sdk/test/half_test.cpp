#include <mortise/sdk/half.hpp>

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

namespace mortise::sdk {
namespace {

TEST_CASE("float16 keeps every one of its values through float") {
  for (uint32_t bits = 0; bits < 65536; ++bits) {
    float16 half;
    half.bits = static_cast<uint16_t>(bits);
    const float value = static_cast<float>(half);
    if (std::isnan(value)) {
      REQUIRE(std::isnan(static_cast<float>(float16(value))));
    } else {
      REQUIRE(float16(value).bits == half.bits);
    }
  }
}

TEST_CASE("bfloat16 keeps every one of its values through float") {
  for (uint32_t bits = 0; bits < 65536; ++bits) {
    bfloat16 half;
    half.bits = static_cast<uint16_t>(bits);
    const float value = static_cast<float>(half);
    if (std::isnan(value)) {
      REQUIRE(std::isnan(static_cast<float>(bfloat16(value))));
    } else {
      REQUIRE(bfloat16(value).bits == half.bits);
    }
  }
}

TEST_CASE("float16 has the values of the standard") {
  REQUIRE(static_cast<float>(float16(1.0f)) == 1.0f);
  REQUIRE(float16(1.0f).bits == 0x3c00);
  REQUIRE(float16(65504.0f).bits == 0x7bff);
  REQUIRE(float16(0x1p-24f).bits == 1);
  REQUIRE(float16(-0.0f).bits == 0x8000);
}

TEST_CASE("float16 rounds to nearest even") {
  REQUIRE(float16(1 + 0x1p-11f).bits == 0x3c00);             // halfway: down to even
  REQUIRE(float16(1 + 3 * 0x1p-11f).bits == 0x3c02);         // halfway: up to even
  REQUIRE(float16(1 + 0x1p-11f + 0x1p-20f).bits == 0x3c01);  // above halfway
  REQUIRE(float16(0x1p-25f).bits == 0);  // halfway between 0 and the least value
  REQUIRE(float16(0x1.8p-24f).bits == 2);
  REQUIRE(float16(65519.0f).bits == 0x7bff);
  REQUIRE(float16(65520.0f).bits == 0x7c00);
}

TEST_CASE("bfloat16 rounds to nearest even") {
  REQUIRE(bfloat16(1 + 0x1p-8f).bits == 0x3f80);
  REQUIRE(bfloat16(1 + 3 * 0x1p-8f).bits == 0x3f82);
  REQUIRE(bfloat16(std::numeric_limits<float>::max()).bits == 0x7f80);
}

TEST_CASE("Any byte but zero is true") {
  bool8 value;
  value.bits = 2;
  REQUIRE(static_cast<bool>(value));
  REQUIRE_FALSE(static_cast<bool>(bool8(false)));
}

}  // namespace
}  // namespace mortise::sdk
