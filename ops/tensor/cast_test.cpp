#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor cast(const Tensor& x, uint32_t dtype) { return run("Cast", {x}, {{"to", dtype}})[0]; }

TEST_CASE("Cast converts between all plain dtypes") {
  const std::vector<uint32_t> dtypes = {
      MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_BFLOAT16, MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_FLOAT64,
      MORTISE_DTYPE_INT8,    MORTISE_DTYPE_UINT8,    MORTISE_DTYPE_INT16,   MORTISE_DTYPE_UINT16,
      MORTISE_DTYPE_INT32,   MORTISE_DTYPE_UINT32,   MORTISE_DTYPE_INT64,   MORTISE_DTYPE_UINT64};
  const auto x = tensor<float>({3}, {0, 1, 100});
  for (uint32_t from : dtypes) {
    for (uint32_t to : dtypes) require_equal(cast(convert(x, from), to), convert(x, to));
  }
}

TEST_CASE("Cast to bool asks whether the value differs from zero") {
  require_equal(cast(tensor<float>({3}, {0, 0.5f, -1}), MORTISE_DTYPE_BOOL),
                tensor<bool8>({3}, {false, true, true}));
}

TEST_CASE("Cast to integers goes towards zero and saturates") {
  const auto x = tensor<float>({5}, {-1.7f, 1.7f, 1e20f, -1e20f, NAN});
  require_equal(cast(x, MORTISE_DTYPE_INT32),
                tensor<int32_t>({5}, {-1, 1, INT32_MAX, INT32_MIN, 0}));
}

TEST_CASE("Cast keeps large integers exact") {
  require_equal(cast(tensor<int64_t>({1}, {INT64_MAX}), MORTISE_DTYPE_UINT64),
                tensor<uint64_t>({1}, {INT64_MAX}));
}

TEST_CASE("Cast works on more elements than one block") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {1000});
  require_close(cast(x, MORTISE_DTYPE_FLOAT64), x.doubles(), 0);
}

TEST_CASE("Cast keeps symbols and says what is no dtype") {
  REQUIRE(infer("Cast", {type<float>({-2})}, {{"to", MORTISE_DTYPE_INT8}}).type(0) == "int8[#0]");
  REQUIRE_THROWS_WITH(infer("Cast", {type<float>({2})}, {{"to", 999}}),
                      "Cast: attribute to is 999, which is no dtype");
  REQUIRE_THROWS_WITH(infer("Cast", {type<float>({2})}), "Cast: attribute to is missing");
}

TEST_CASE("Cast has the identity as its gradient") {
  check_gradient("Cast", {random_tensor(MORTISE_DTYPE_FLOAT64, {3})}, {0},
                 {{"to", MORTISE_DTYPE_FLOAT64}});
}

TEST_CASE("Cast to small floats goes to the nearest, and saturates or not") {
  const auto x = tensor<float>({9}, {0.5f, 0.47f, 1000, -1000, INFINITY, NAN, 1e-9f, -1e-9f, 17});
  const auto through = [&](uint32_t dtype, int64_t saturate) {
    const auto small = run("Cast", {x}, {{"to", dtype}, {"saturate", saturate}})[0];
    REQUIRE(small.bytes.size() == (dtype == MORTISE_DTYPE_FLOAT4E2M1 ? 5 : 9));
    return cast(small, MORTISE_DTYPE_FLOAT32);
  };
  const double inf = INFINITY, nan = NAN;
  require_close(through(MORTISE_DTYPE_FLOAT8E4M3FN, 1),
                {0.5, 0.46875, 448, -448, 448, nan, 0, 0, 16}, 0);
  require_close(through(MORTISE_DTYPE_FLOAT8E4M3FN, 0),
                {0.5, 0.46875, nan, nan, nan, nan, 0, 0, 16}, 0);
  require_close(through(MORTISE_DTYPE_FLOAT8E4M3FNUZ, 1),
                {0.5, 0.46875, 240, -240, 240, nan, 0, 0, 16}, 0);
  require_close(through(MORTISE_DTYPE_FLOAT8E5M2, 0), {0.5, 0.5, 1024, -1024, inf, nan, 0, 0, 16},
                0);
  require_close(through(MORTISE_DTYPE_FLOAT8E5M2FNUZ, 1),
                {0.5, 0.5, 1024, -1024, 57344, nan, 0, 0, 16}, 0);
  require_close(through(MORTISE_DTYPE_FLOAT4E2M1, 1), {0.5, 0.5, 6, -6, 6, 0, 0, 0, 6}, 0);
}

// Every code of every small float is the number that it came from.
TEST_CASE("Cast from small floats and back changes nothing") {
  for (const uint32_t dtype :
       {MORTISE_DTYPE_FLOAT8E4M3FN, MORTISE_DTYPE_FLOAT8E4M3FNUZ, MORTISE_DTYPE_FLOAT8E5M2,
        MORTISE_DTYPE_FLOAT8E5M2FNUZ, MORTISE_DTYPE_FLOAT8E8M0}) {
    Tensor codes{dtype, {256}, std::vector<unsigned char>(256)};
    for (size_t code = 0; code < 256; ++code) codes.bytes[code] = static_cast<unsigned char>(code);
    const auto numbers = cast(codes, MORTISE_DTYPE_FLOAT32);
    const auto back = run("Cast", {numbers}, {{"to", dtype}, {"saturate", 0}})[0];
    const std::vector<double> values = numbers.doubles();
    for (size_t code = 0; code < 256; ++code) {
      INFO("code " << code << " of dtype " << dtype << " is " << values[code]);
      CHECK((std::isnan(values[code]) || back.bytes[code] == codes.bytes[code]));
    }
  }
}

TEST_CASE("Cast to integers that share a byte keeps their lowest bits, the first element lowest") {
  const auto x = tensor<float>({5}, {-9, 7.9f, 8, -1, 3});
  const auto four = cast(x, MORTISE_DTYPE_INT4);
  REQUIRE(four.bytes == std::vector<unsigned char>{0x77, 0xf8, 0x03});
  require_close(cast(four, MORTISE_DTYPE_FLOAT32), {7, 7, -8, -1, 3}, 0);
  require_close(cast(cast(x, MORTISE_DTYPE_UINT4), MORTISE_DTYPE_INT8), {7, 7, 8, 15, 3}, 0);
  const auto two = cast(tensor<int64_t>({5}, {-3, 2, 1, 0, 7}), MORTISE_DTYPE_INT2);
  REQUIRE(two.bytes == std::vector<unsigned char>{0x19, 0x03});
  require_close(cast(two, MORTISE_DTYPE_INT32), {1, -2, 1, 0, -1}, 0);
}

TEST_CASE("Cast to float8e8m0 rounds powers of two as it is told") {
  const auto x = tensor<float>({4}, {1.1f, 1.5f, 1.75f, 0});
  const auto through = [&](const char* mode) {
    const Attrs attrs = {{"to", MORTISE_DTYPE_FLOAT8E8M0}, {"round_mode", mode}};
    return cast(run("Cast", {x}, attrs)[0], MORTISE_DTYPE_FLOAT32);
  };
  const double least = std::ldexp(1, -127);
  require_close(through("up"), {2, 2, 2, least}, 0);
  require_close(through("down"), {1, 1, 1, least}, 0);
  require_close(through("nearest"), {1, 2, 2, least}, 0);
  REQUIRE_THROWS_WITH(through("sideways"), Catch::Contains("round_mode is sideways"));
}

TEST_CASE("Cast writes numbers as the shortest text that reads back") {
  using Texts = std::vector<std::string>;
  const auto text = [](const Tensor& x) { return cast(x, MORTISE_DTYPE_STRING).strings(); };
  CHECK(text(tensor<float>({6}, {0.1f, -2, 3e30f, NAN, INFINITY, -INFINITY})) ==
        Texts{"0.1", "-2", "3e+30", "NaN", "INF", "-INF"});
  CHECK(text(tensor<double>({1}, {0.1})) == Texts{"0.1"});
  CHECK(text(tensor<float16>({1}, {0.5f})) == Texts{"0.5"});
  CHECK(text(tensor<int64_t>({2}, {INT64_MIN, 7})) == Texts{"-9223372036854775808", "7"});
  CHECK(text(tensor<uint64_t>({1}, {UINT64_MAX})) == Texts{"18446744073709551615"});
  CHECK(text(tensor<bool8>({2}, {true, false})) == Texts{"1", "0"});
  const auto many = random_tensor(MORTISE_DTYPE_FLOAT32, {1000});
  require_equal(cast(cast(many, MORTISE_DTYPE_STRING), MORTISE_DTYPE_FLOAT32), many);
  CHECK(text(string_tensor({1}, {"as it is"})) == Texts{"as it is"});
}

TEST_CASE("Cast reads numbers from text") {
  const auto x = string_tensor({5}, {"3.25", " -1e2\n", "+7", "INF", "NaN"});
  require_close(cast(x, MORTISE_DTYPE_FLOAT32), {3.25, -100, 7, INFINITY, NAN}, 0);
  require_equal(cast(string_tensor({4}, {"-12", "3.9", "1e3", "1e30"}), MORTISE_DTYPE_INT64),
                tensor<int64_t>({4}, {-12, 3, 1000, INT64_MAX}));
  require_equal(cast(string_tensor({1}, {"18446744073709551615"}), MORTISE_DTYPE_UINT64),
                tensor<uint64_t>({1}, {UINT64_MAX}));
  for (const char* bad : {"", "abc", "1 2", "+-1", "1e999"})
    CHECK_THROWS_WITH(cast(string_tensor({1}, {bad}), MORTISE_DTYPE_FLOAT64),
                      Catch::Contains("is no number that fits float64"));
}

}  // namespace
}  // namespace mortise::ops::testing
