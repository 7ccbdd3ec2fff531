#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Div divides floats as IEEE 754 does") {
  const auto a = tensor<float>({3}, {1, -1, 6});
  const auto b = tensor<float>({3}, {0, 0, 4});
  require_equal(run("Div", {a, b})[0], tensor<float>({3}, {INFINITY, -INFINITY, 1.5f}));
}

TEST_CASE("Div divides integers towards zero") {
  const auto a = tensor<int32_t>({3}, {7, -7, 7});
  const auto b = tensor<int32_t>({3}, {2, 2, -2});
  require_equal(run("Div", {a, b})[0], tensor<int32_t>({3}, {3, -3, -3}));
}

TEST_CASE("Div survives integer division by zero and overflow") {
  const auto a = tensor<int32_t>({2}, {5, INT32_MIN});
  const auto b = tensor<int32_t>({2}, {0, -1});
  require_equal(run("Div", {a, b})[0], tensor<int32_t>({2}, {0, INT32_MIN}));
}

TEST_CASE("Div has the gradient of a quotient") {
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT64, {3}, 1, 2, 2);
  check_gradient("Div", {a, b}, {0, 1});
}

}  // namespace
}  // namespace mortise::ops::testing
