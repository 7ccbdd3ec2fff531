#include <catch2/catch.hpp>

#include "ops/random/sample.hpp"
#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

TEST_CASE("RandomUniform draws evenly between its bounds") {
  const Attrs attrs = {{"shape", Ints{100, 100}}, {"low", -2.0}, {"high", 3.0}, {"seed", 1.0}};
  const auto y = run("RandomUniform", {}, attrs)[0];
  REQUIRE(y.shape == Shape{100, 100});
  const auto samples = y.doubles();
  for (const double sample : samples) REQUIRE((sample >= -2 && sample < 3));
  CHECK(kolmogorov_distance(samples, [](double x) { return (x + 2) / 5; }) < 1.95);
}

TEST_CASE("RandomUniform with a seed repeats itself, without one it does not") {
  const Attrs seeded = {{"shape", Ints{8}}, {"seed", 0.5}};
  require_equal(run("RandomUniform", {}, seeded)[0], run("RandomUniform", {}, seeded)[0]);
  const Attrs free = {{"shape", Ints{8}}};
  CHECK(run("RandomUniform", {}, free)[0].doubles() != run("RandomUniform", {}, free)[0].doubles());
}

TEST_CASE("RandomUniform stays below its upper bound in every dtype") {
  for (const uint32_t dtype : {MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_BFLOAT16}) {
    const auto y =
        run("RandomUniform", {}, {{"shape", Ints{5000}}, {"dtype", dtype}, {"seed", 1.0}});
    REQUIRE(y[0].dtype == dtype);
    for (const double sample : y[0].doubles()) REQUIRE((sample >= 0 && sample < 1));
  }
}

TEST_CASE("RandomUniform checks its shape and dtype") {
  REQUIRE(infer("RandomUniform", {}, {{"shape", Ints{2, 3}}}).type(0) == "float32[2, 3]");
  REQUIRE_THROWS_WITH(infer("RandomUniform", {}, {{"shape", Ints{-1}}}),
                      Catch::Contains("no extent may be negative"));
  REQUIRE_THROWS_WITH(infer("RandomUniform", {}, {{"shape", Ints{1}}, {"dtype", 7}}),
                      Catch::Contains("dtype is int64"));
}

}  // namespace
}  // namespace mortise::ops::testing
