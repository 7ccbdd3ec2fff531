#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ReduceL1 reduces the axes that it is given") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  const auto y = run("ReduceL1", {x, tensor<int64_t>({1}, {1})}, {{"keepdims", 0}})[0];
  REQUIRE(y.shape == Shape{2});
  require_close(y, {3, 7}, 1e-6);
}

TEST_CASE("ReduceL1 drops signs") {
  require_equal(run("ReduceL1", {tensor<int8_t>({3}, {-1, 2, -3})})[0], tensor<int8_t>({1}, {6}));
}

}  // namespace
}  // namespace mortise::ops::testing
