#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ReduceProd reduces the axes that it is given") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  const auto y = run("ReduceProd", {x, tensor<int64_t>({1}, {1})}, {{"keepdims", 0}})[0];
  REQUIRE(y.shape == Shape{2});
  require_close(y, {2, 12}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
