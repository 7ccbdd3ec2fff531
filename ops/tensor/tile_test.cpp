#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Tile repeats along each axis") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("Tile", {x, tensor<int64_t>({2}, {1, 2})})[0],
                tensor<float>({2, 4}, {1, 2, 1, 2, 3, 4, 3, 4}));
  require_equal(run("Tile", {x, tensor<int64_t>({2}, {2, 0})})[0], tensor<float>({4, 0}, {}));
}

TEST_CASE("Tile sums the gradients of the repetitions") {
  check_gradient("Tile",
                 {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3}), tensor<int64_t>({2}, {3, 2})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
