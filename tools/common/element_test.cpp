#include "tools/common/element.hpp"

#include <mortise/abi/base.h>

#include <cmath>
#include <cstring>
#include <limits>

#include <catch2/catch.hpp>

using mortise::tools::element_size;
using mortise::tools::load_element;
using mortise::tools::store_element;

namespace {

double round_trip(uint32_t dtype, double value) {
  std::byte bytes[8] = {};
  store_element(dtype, value, bytes);
  return load_element(dtype, bytes);
}

uint16_t bits_of(uint32_t dtype, double value) {
  std::byte bytes[8] = {};
  store_element(dtype, value, bytes);
  uint16_t bits = 0;
  std::memcpy(&bits, bytes, sizeof(bits));
  return bits;
}

}  // namespace

TEST_CASE("small integers survive every dtype") {
  for (uint32_t dtype = 0; dtype < 32; ++dtype) {
    if (element_size(dtype) == 0) continue;
    CAPTURE(dtype);
    CHECK(round_trip(dtype, 0) == 0);
    CHECK(round_trip(dtype, 1) == 1);
    CHECK(round_trip(dtype, 100) == (dtype == MORTISE_DTYPE_BOOL ? 1 : 100));
  }
}

TEST_CASE("integers round, saturate and take NaN for zero") {
  CHECK(round_trip(MORTISE_DTYPE_INT8, -3.7) == -4);
  CHECK(round_trip(MORTISE_DTYPE_INT8, 1e9) == 127);
  CHECK(round_trip(MORTISE_DTYPE_INT8, -1e9) == -128);
  CHECK(round_trip(MORTISE_DTYPE_UINT8, -1) == 0);
  CHECK(round_trip(MORTISE_DTYPE_INT32, NAN) == 0);
  CHECK(round_trip(MORTISE_DTYPE_INT64, 1e300) ==
        static_cast<double>(std::numeric_limits<int64_t>::max()));
  CHECK(round_trip(MORTISE_DTYPE_UINT64, INFINITY) ==
        static_cast<double>(std::numeric_limits<uint64_t>::max()));
}

TEST_CASE("float16 is encoded as IEEE 754 says") {
  constexpr uint32_t kType = MORTISE_DTYPE_FLOAT16;
  CHECK(bits_of(kType, 1) == 0x3c00);
  CHECK(bits_of(kType, -2) == 0xc000);
  CHECK(bits_of(kType, 65504) == 0x7bff);
  CHECK(bits_of(kType, 65520) == 0x7c00);          // rounds to infinity
  CHECK(bits_of(kType, std::ldexp(1, -24)) == 1);  // the smallest subnormal number
  CHECK(bits_of(kType, std::ldexp(1, -26)) == 0);
  CHECK(bits_of(kType, 1 + std::ldexp(1, -11)) == 0x3c00);  // a tie goes to even
  CHECK(bits_of(kType, 1 + 3 * std::ldexp(1, -11)) == 0x3c02);
  CHECK(bits_of(kType, 2 - std::ldexp(1, -12)) == 0x4000);  // carries into the exponent
  CHECK(bits_of(kType, -0.0) == 0x8000);
  CHECK(bits_of(kType, -INFINITY) == 0xfc00);
  CHECK(std::isnan(round_trip(kType, NAN)));
}

TEST_CASE("every 16-bit float is read and written alike") {
  for (const uint32_t dtype : {MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_BFLOAT16}) {
    for (uint32_t bits = 0; bits < 65536; ++bits) {
      std::byte bytes[2];
      const auto half = static_cast<uint16_t>(bits);
      std::memcpy(bytes, &half, 2);
      const double value = load_element(dtype, bytes);
      if (std::isnan(value)) continue;
      if (bits_of(dtype, value) != bits) FAIL("dtype " << dtype << ", bits " << bits);
    }
  }
  SUCCEED("all agree");
}
