#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("LRN divides by the squares of the neighbouring channels") {
  const auto x = tensor<float>({1, 3, 1}, {1, 2, 3});
  // Of an even number of neighbours one more lies behind.
  require_close(run("LRN", {x}, {{"size", 2}, {"alpha", 2.0}, {"beta", 1.0}, {"bias", 0.0}})[0],
                {1.0 / 5, 2.0 / 13, 3.0 / 9}, 1e-6);
  require_close(run("LRN", {x}, {{"size", 3}, {"alpha", 3.0}, {"beta", 0.5}, {"bias", 1.0}})[0],
                {1 / std::sqrt(6), 2 / std::sqrt(15), 3 / std::sqrt(14)}, 1e-6);
}

TEST_CASE("LRN takes windows that are wider than there are channels") {
  const auto x = tensor<float>({1, 2}, {3, 4});
  const Attrs attrs = {{"size", INT64_MAX}, {"alpha", 0.0}, {"bias", 2.0}, {"beta", 1.0}};
  require_close(run("LRN", {x}, attrs)[0], {1.5, 2}, 1e-6);
}

TEST_CASE("LRN refuses what has no channels or no window") {
  REQUIRE_THROWS_WITH(infer("LRN", {type<float>({3})}, {{"size", 3}}),
                      Catch::Contains("it needs a channel axis 1"));
  REQUIRE_THROWS_WITH(infer("LRN", {type<float>({1, 3})}, {{"size", 0}}),
                      Catch::Contains("attribute size is 0"));
  REQUIRE(infer("LRN", {type<float>({-2, 3, -3})}, {{"size", 3}}).type(0) == "float32[#0, 3, #1]");
}

}  // namespace
}  // namespace mortise::ops::testing
