#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Where chooses element by element, with broadcasting") {
  const auto condition = tensor<bool8>({2, 1}, {true, false});
  const auto x = tensor<float>({2}, {1, 2});
  const auto y = tensor<float>({}, {9});
  require_equal(run("Where", {condition, x, y})[0], tensor<float>({2, 2}, {1, 2, 9, 9}));
}

TEST_CASE("Where hands the gradient to what was chosen") {
  check_gradient("Where",
                 {tensor<bool8>({2, 1}, {true, false}), random_tensor(MORTISE_DTYPE_FLOAT64, {3}),
                  random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3}, -1, 1, 2)},
                 {1, 2});
}

}  // namespace
}  // namespace mortise::ops::testing
