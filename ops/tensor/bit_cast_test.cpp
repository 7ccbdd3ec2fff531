#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("BitCast keeps the bits") {
  const auto y = run("BitCast", {tensor<float>({2}, {1, -0.0f})}, {{"to", MORTISE_DTYPE_INT32}})[0];
  REQUIRE(y.dtype == MORTISE_DTYPE_INT32);
  REQUIRE(y.ints() == std::vector<int64_t>{0x3f800000, INT32_MIN});
  REQUIRE(run("BitCast", {tensor<int8_t>({1}, {-1})}, {{"to", MORTISE_DTYPE_UINT8}})[0].ints() ==
          std::vector<int64_t>{255});
}

TEST_CASE("BitCast needs a dtype of the same size") {
  REQUIRE(infer("BitCast", {type<float16>({-2, 3})}, {{"to", MORTISE_DTYPE_BFLOAT16}}).type(0) ==
          "bfloat16[#0, 3]");
  REQUIRE_THROWS_WITH(infer("BitCast", {type<float>({1})}, {{"to", MORTISE_DTYPE_INT64}}),
                      Catch::Contains("float32 has 32 bits"));
  REQUIRE_THROWS_WITH(infer("BitCast", {type<float>({1})}, {{"to", 8}}),
                      Catch::Contains("attribute to is 8"));
}

}  // namespace
}  // namespace mortise::ops::testing
