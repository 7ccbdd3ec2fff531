#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ReduceMean averages over axes") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("ReduceMean", {x, tensor<int64_t>({1}, {0})})[0],
                tensor<float>({1, 2}, {2, 3}));
  require_equal(run("ReduceMean", {x}, {{"keepdims", 0}})[0], tensor<float>({}, {2.5f}));
}

TEST_CASE("ReduceMean of nothing is NaN, and 0 for integers") {
  require_close(run("ReduceMean", {tensor<float>({0}, {})})[0], {NAN}, 0);
  require_equal(run("ReduceMean", {tensor<int32_t>({0}, {})})[0], tensor<int32_t>({1}, {0}));
}

TEST_CASE("ReduceMean cannot combine partial means") {
  const Inputs inputs = {random_tensor(MORTISE_DTYPE_FLOAT32, {4, 6}), tensor<int64_t>({1}, {1})};
  REQUIRE(pieces("ReduceMean", inputs, 1, 0, 1)[0] == "whole");
}

TEST_CASE("ReduceMean has the gradient of a mean") {
  const Inputs inputs = {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3}), tensor<int64_t>({1}, {1})};
  check_gradient("ReduceMean", inputs, {0});
  check_gradient("ReduceMean", inputs, {0}, {{"keepdims", 0}});
}

}  // namespace
}  // namespace mortise::ops::testing
