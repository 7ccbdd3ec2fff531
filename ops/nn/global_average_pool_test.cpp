#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("GlobalAveragePool averages each channel") {
  const auto x = tensor<float>({1, 2, 1, 3}, {1, 2, 3, 10, 20, 60});
  require_equal(run("GlobalAveragePool", {x})[0], tensor<float>({1, 2, 1, 1}, {2, 30}));
}

TEST_CASE("GlobalAveragePool keeps unknown batches and refuses what has no spatial axis") {
  REQUIRE(infer("GlobalAveragePool", {type<float>({-2, 8, -1, -1})}).type(0) ==
          "float32[#0, 8, 1, 1]");
  REQUIRE_THROWS_WITH(infer("GlobalAveragePool", {type<float>({2, 8})}),
                      Catch::Contains("it needs a batch, a channel and a spatial axis"));
}

}  // namespace
}  // namespace mortise::ops::testing
