#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("SpaceToDepth makes a channel of each place in a block") {
  const auto x = tensor<float>({1, 1, 2, 4}, {0, 1, 2, 3, 4, 5, 6, 7});
  require_equal(run("SpaceToDepth", {x}, {{"blocksize", 2}})[0],
                tensor<float>({1, 4, 1, 2}, {0, 2, 1, 3, 4, 6, 5, 7}));
}

TEST_CASE("SpaceToDepth undoes DepthToSpace") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 18, 2, 5});
  const auto space = run("DepthToSpace", {x}, {{"blocksize", 3}})[0];
  require_equal(run("SpaceToDepth", {space}, {{"blocksize", 3}})[0], x);
}

TEST_CASE("SpaceToDepth refuses planes that are no whole number of blocks") {
  REQUIRE_THROWS_WITH(infer("SpaceToDepth", {type<float>({1, 1, 2, 3})}, {{"blocksize", 2}}),
                      Catch::Contains("extent 3 is no multiple of blocksize 2"));
  REQUIRE(infer("SpaceToDepth", {type<float>({-2, 3, 4, -3})}, {{"blocksize", 2}}).type(0) ==
          "float32[#0, 12, 2, ?]");
}

}  // namespace
}  // namespace mortise::ops::testing
