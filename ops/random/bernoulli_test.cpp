#include <catch2/catch.hpp>

#include "ops/random/sample.hpp"
#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Bernoulli gives 1 as often as its input says") {
  const std::vector<float> probabilities(10'000, 0.3f);
  const auto y = run("Bernoulli", {tensor<float>({10'000}, probabilities)}, {{"seed", 4.0}})[0];
  double ones = 0;
  for (const double sample : y.doubles()) {
    REQUIRE((sample == 0 || sample == 1));
    ones += sample;
  }
  CHECK(chi_square({ones, 10'000 - ones}, {0.3, 0.7}) < 10.83);  // 0.001 at one degree of freedom
}

TEST_CASE("Bernoulli is sure of 0 and 1, and writes any plain dtype") {
  const auto x = tensor<double>({3}, {0, 1, 1});
  require_equal(run("Bernoulli", {x}, {{"dtype", 9}})[0], tensor<bool8>({3}, {false, true, true}));
  require_equal(run("Bernoulli", {x}, {{"dtype", 6}})[0], tensor<int32_t>({3}, {0, 1, 1}));
  REQUIRE(infer("Bernoulli", {type<double>({-2})}).type(0) == "float64[#0]");
  REQUIRE_THROWS_WITH(infer("Bernoulli", {type<double>({1})}, {{"dtype", 8}}),
                      Catch::Contains("dtype is string"));
}

}  // namespace
}  // namespace mortise::ops::testing
