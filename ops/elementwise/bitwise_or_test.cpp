#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("BitwiseOr works on each bit, and broadcasts") {
  REQUIRE(run("BitwiseOr", {tensor<int32_t>({3}, {1, 5, 6}), tensor<int32_t>({3}, {3, 2, 4})})[0]
              .ints() == std::vector<int64_t>{3, 7, 6});
  REQUIRE(run("BitwiseOr", {tensor<uint8_t>({2, 1}, {0xf0, 0}), tensor<uint8_t>({1}, {0xff})})[0]
              .shape == Shape{2, 1});
  REQUIRE(infer("BitwiseOr", {type<int8_t>({-2, 1}), type<int8_t>({3})}).type(0) == "int8[#0, 3]");
}

TEST_CASE("BitwiseOr takes negative numbers as two's complement") {
  const int64_t expected = int64_t{-1} | int64_t{6};
  REQUIRE(run("BitwiseOr", {tensor<int64_t>({}, {-1}), tensor<int64_t>({}, {6})})[0].ints()[0] ==
          expected);
  REQUIRE_THROWS_WITH(infer("BitwiseOr", {type<float>({1}), type<float>({1})}),
                      Catch::Contains("float32"));
}

}  // namespace
}  // namespace mortise::ops::testing
