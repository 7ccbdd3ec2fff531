#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ReduceLogSumExp reduces the axes that it is given") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  const auto y = run("ReduceLogSumExp", {x, tensor<int64_t>({1}, {1})}, {{"keepdims", 0}})[0];
  REQUIRE(y.shape == Shape{2});
  require_close(y, {2.313261688, 4.313261688}, 1e-6);
}

TEST_CASE("ReduceLogSumExp does not overflow") {
  require_close(run("ReduceLogSumExp", {tensor<float>({2}, {1000, 1000})})[0], {1000.693147}, 1e-5);
}

}  // namespace
}  // namespace mortise::ops::testing
