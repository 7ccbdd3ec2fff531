#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

const auto kX = tensor<float>({1, 1, 4}, {3, -4, 0, 12});

TEST_CASE("LpPool is the norm under each window") {
  require_close(run("LpPool", {kX}, {{"kernel_shape", Ints{2}}})[0], {5, 4, 12}, 1e-6);
  require_close(run("LpPool", {kX}, {{"kernel_shape", Ints{2}}, {"p", 1}})[0], {7, 4, 12}, 1e-6);
  require_close(run("LpPool", {kX}, {{"kernel_shape", Ints{2}}, {"p", 3}, {"strides", Ints{2}}})[0],
                {std::cbrt(27.0 + 64), 12}, 1e-6);
}

TEST_CASE("LpPool takes what lies beyond the edges for zero") {
  require_close(run("LpPool", {kX},
                    {{"kernel_shape", Ints{3}}, {"pads", Ints{1, 1}}, {"strides", Ints{3}}})[0],
                {5, 12}, 1e-6);
  REQUIRE(infer("LpPool", {type<float>({-2, 3, 9, 9})},
                {{"kernel_shape", Ints{3, 3}}, {"ceil_mode", 1}, {"strides", Ints{2, 2}}})
              .type(0) == "float32[#0, 3, 4, 4]");
  REQUIRE_THROWS_WITH(
      infer("LpPool", {type<float>({1, 1, 4})}, {{"kernel_shape", Ints{2}}, {"p", 0}}),
      Catch::Contains("attribute p is 0"));
}

}  // namespace
}  // namespace mortise::ops::testing
