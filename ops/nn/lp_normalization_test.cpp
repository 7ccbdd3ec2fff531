#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const auto kX = tensor<double>({2, 2}, {3, -4, 0, 0});

TEST_CASE("LpNormalization divides each line by its norm, and leaves zeros") {
  require_close(run("LpNormalization", {kX})[0], {0.6, -0.8, 0, 0}, 1e-12);
  require_close(run("LpNormalization", {kX}, {{"p", 1}})[0], {3.0 / 7, -4.0 / 7, 0, 0}, 1e-12);
  require_close(run("LpNormalization", {kX}, {{"axis", 0}})[0], {1, -1, 0, 0}, 1e-12);
}

TEST_CASE("LpNormalization checks its attributes") {
  REQUIRE(infer("LpNormalization", {type<float>({-2, 3})}).type(0) == "float32[#0, 3]");
  REQUIRE_THROWS_WITH(infer("LpNormalization", {type<float>({2, 3})}, {{"p", 3}}),
                      Catch::Contains("1 or 2"));
  REQUIRE_THROWS_WITH(infer("LpNormalization", {type<float>({2, 3})}, {{"axis", 2}}),
                      Catch::Contains("out of range"));
}

}  // namespace
}  // namespace mortise::ops::testing
