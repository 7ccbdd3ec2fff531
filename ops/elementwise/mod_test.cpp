#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Mod takes the divisor's sign, or the dividend's with fmod") {
  const auto a = tensor<int32_t>({4}, {-4, 7, 5, -128});
  const auto b = tensor<int32_t>({4}, {3, -3, 0, -1});
  require_equal(run("Mod", {a, b})[0], tensor<int32_t>({4}, {2, -2, 0, 0}));
  require_equal(run("Mod", {a, b}, {{"fmod", 1}})[0], tensor<int32_t>({4}, {-1, 1, 0, 0}));
  require_close(
      run("Mod", {tensor<float>({1}, {-5.5f}), tensor<float>({1}, {2})}, {{"fmod", 1}})[0], {-1.5},
      1e-6);
}

TEST_CASE("Mod of floats needs fmod") {
  REQUIRE_THROWS_WITH(run("Mod", {tensor<float>({1}, {1}), tensor<float>({1}, {1})}),
                      Catch::Contains("it must be 1 for floating-point inputs"));
}

}  // namespace
}  // namespace mortise::ops::testing
