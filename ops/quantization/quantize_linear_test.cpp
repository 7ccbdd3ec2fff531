#include <limits>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("QuantizeLinear rounds halves to even, and stays within the dtype") {
  const auto x = tensor<float>({6}, {1, 3, 5, -3, 1000, -1000});
  const auto scale = tensor<float>({}, {2});
  require_equal(run("QuantizeLinear", {x, scale, tensor<uint8_t>({}, {10})})[0],
                tensor<uint8_t>({6}, {10, 12, 12, 8, 255, 0}));
  require_equal(run("QuantizeLinear", {x, scale, tensor<int8_t>({}, {-1})})[0],
                tensor<int8_t>({6}, {-1, 1, 1, -3, 127, -128}));
}

TEST_CASE(
    "QuantizeLinear takes its dtype from the attribute, or uint8, where there is no zero point") {
  const auto x = tensor<float>({2}, {-4, 4});
  const auto scale = tensor<float>({}, {2});
  require_equal(run("QuantizeLinear", {x, scale})[0], tensor<uint8_t>({2}, {0, 2}));
  require_equal(run("QuantizeLinear", {x, scale}, {{"output_dtype", MORTISE_DTYPE_INT16}})[0],
                tensor<int16_t>({2}, {-2, 2}));
  REQUIRE_THROWS_WITH(infer("QuantizeLinear", {type<float>({2}), type<float>({})},
                            {{"output_dtype", MORTISE_DTYPE_FLOAT32}}),
                      Catch::Contains("the output's dtype is float32"));
}

TEST_CASE("QuantizeLinear has a scale for each index of an axis, or for each block") {
  const auto x = tensor<float>({2, 3}, {2, 4, 6, 2, 4, 6});
  require_equal(run("QuantizeLinear", {x, tensor<float>({2}, {1, 2}), tensor<uint8_t>({2}, {0, 1})},
                    {{"axis", 0}})[0],
                tensor<uint8_t>({2, 3}, {2, 4, 6, 2, 3, 4}));
  require_equal(run("QuantizeLinear",
                    {x, tensor<float>({2, 2}, {1, 2, 2, 1}), tensor<uint8_t>({2, 2}, {0, 0, 0, 9})},
                    {{"axis", 1}, {"block_size", 2}})[0],
                tensor<uint8_t>({2, 3}, {2, 4, 3, 1, 2, 15}));
}

TEST_CASE("QuantizeLinear has blocks of a vector, too") {
  require_equal(
      run("QuantizeLinear", {tensor<float>({5}, {2, 4, 6, 8, 10}), tensor<float>({3}, {1, 2, 5})},
          {{"axis", 0}, {"block_size", 2}})[0],
      tensor<uint8_t>({5}, {2, 4, 3, 4, 2}));
}

TEST_CASE("QuantizeLinear gives a number for what is none") {
  const float infinity = std::numeric_limits<float>::infinity();
  const auto x = tensor<float>({3}, {infinity, -infinity, std::numeric_limits<float>::quiet_NaN()});
  require_equal(run("QuantizeLinear", {x, tensor<float>({}, {1}), tensor<int8_t>({}, {0})})[0],
                tensor<int8_t>({3}, {127, -128, 0}));
}

TEST_CASE("QuantizeLinear refuses scales that do not fit") {
  REQUIRE_THROWS_WITH(infer("QuantizeLinear", {type<float>({2, 3}), type<float>({2})}),
                      Catch::Contains("must be equal"));
  REQUIRE_THROWS_WITH(
      infer("QuantizeLinear", {type<float>({2, 5}), type<float>({2, 2})}, {{"block_size", 2}}),
      Catch::Contains("must be equal"));
  REQUIRE(infer("QuantizeLinear", {type<float>({-2, 3}), type<float>({3}), type<int8_t>({3})})
              .type(0) == "int8[#0, 3]");
}

TEST_CASE(
    "QuantizeLinear makes integers of 4 bits and floats of 8, and DequantizeLinear numbers of them") {
  const auto x = tensor<float>({5}, {-100, -3, 0.5f, 5, 100});
  const auto scale = tensor<float>({}, {2});
  const auto four = run("QuantizeLinear", {x, scale}, {{"output_dtype", MORTISE_DTYPE_INT4}})[0];
  REQUIRE(four.dtype == MORTISE_DTYPE_INT4);
  REQUIRE(four.bytes == std::vector<unsigned char>{0xe8, 0x20, 0x07});
  require_close(run("DequantizeLinear", {four, scale})[0], {-16, -4, 0, 4, 14}, 0);
  const auto eight =
      run("QuantizeLinear", {x, scale}, {{"output_dtype", MORTISE_DTYPE_FLOAT8E4M3FN}})[0];
  require_close(run("DequantizeLinear", {eight, scale})[0], {-96, -3, 0.5, 5, 96}, 0);
}

}  // namespace
}  // namespace mortise::ops::testing
