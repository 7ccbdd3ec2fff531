#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Det of small matrices") {
  require_close(run("Det", {tensor<float>({2, 2}, {1, 2, 3, 4})})[0], {-2}, 1e-6);
  require_close(run("Det", {tensor<float>({1, 1}, {7})})[0], {7}, 1e-6);
  require_close(run("Det", {tensor<float>({0, 0}, {})})[0], {1}, 1e-6);
  // A zero in the first place calls for another row.
  require_close(run("Det", {tensor<double>({3, 3}, {0, 2, 0, 3, 0, 0, 0, 0, 5})})[0], {-30}, 1e-12);
  require_close(run("Det", {tensor<double>({2, 2}, {1, 2, 2, 4})})[0], {0}, 1e-12);
}

TEST_CASE("Det goes over batches") {
  const auto y = run("Det", {tensor<float>({2, 1, 2, 2}, {1, 2, 3, 4, 2, 0, 0, 3})})[0];
  REQUIRE(y.shape == Shape{2, 1});
  require_close(y, {-2, 6}, 1e-6);
}

TEST_CASE("Det of what is no number is none") {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  REQUIRE(std::isnan(run("Det", {tensor<float>({2, 2}, {1, nan, 3, 4})})[0].doubles()[0]));
}

TEST_CASE("Det needs square matrices") {
  REQUIRE_THROWS_WITH(infer("Det", {type<float>({2, 3})}), Catch::Contains("must be equal"));
  REQUIRE_THROWS_WITH(infer("Det", {type<float>({3})}), Catch::Contains("must be one matrix"));
  REQUIRE(infer("Det", {type<float>({-2, 3, 3})}).type(0) == "float32[#0]");
}

}  // namespace
}  // namespace mortise::ops::testing
