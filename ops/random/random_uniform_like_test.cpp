#include <catch2/catch.hpp>

#include "ops/random/sample.hpp"
#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("RandomUniformLike takes shape and dtype from its input") {
  const auto y = run("RandomUniformLike", {tensor<double>({4}, {0, 0, 0, 0})}, {{"seed", 2.0}})[0];
  REQUIRE(y.dtype == MORTISE_DTYPE_FLOAT64);
  CHECK(kolmogorov_distance(y.doubles(), [](double x) { return x; }) < 1.95);
  REQUIRE(infer("RandomUniformLike", {type<int32_t>({-2, 3})}, {{"dtype", 10}}).type(0) ==
          "float16[#0, 3]");
  REQUIRE_THROWS_WITH(infer("RandomUniformLike", {type<int32_t>({1})}),
                      Catch::Contains("dtype is int32"));
}

}  // namespace
}  // namespace mortise::ops::testing
