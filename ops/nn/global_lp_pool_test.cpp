#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("GlobalLpPool is the norm of each plane") {
  const auto x = tensor<double>({1, 2, 1, 2}, {3, -4, 5, 12});
  const auto y = run("GlobalLpPool", {x})[0];
  REQUIRE(y.shape == Shape{1, 2, 1, 1});
  require_close(y, {5, 13}, 1e-12);
  require_close(run("GlobalLpPool", {x}, {{"p", 1}})[0], {7, 17}, 1e-12);
  REQUIRE(infer("GlobalLpPool", {type<float>({-2, 3, 9, 9})}).type(0) == "float32[#0, 3, 1, 1]");
}

}  // namespace
}  // namespace mortise::ops::testing
