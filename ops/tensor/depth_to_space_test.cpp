#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("DepthToSpace puts channels into blocks, in either order") {
  const auto x = tensor<int32_t>({1, 8, 1, 1}, {0, 1, 2, 3, 4, 5, 6, 7});
  require_equal(run("DepthToSpace", {x}, {{"blocksize", 2}})[0],
                tensor<int32_t>({1, 2, 2, 2}, {0, 2, 4, 6, 1, 3, 5, 7}));
  require_equal(run("DepthToSpace", {x}, {{"blocksize", 2}, {"mode", "CRD"}})[0],
                tensor<int32_t>({1, 2, 2, 2}, {0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST_CASE("DepthToSpace refuses channels that do not divide") {
  REQUIRE_THROWS_WITH(infer("DepthToSpace", {type<float>({1, 3, 2, 2})}, {{"blocksize", 2}}),
                      "DepthToSpace: there are 3 channels; it must be a multiple of 4");
}

}  // namespace
}  // namespace mortise::ops::testing
