#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Expand repeats along axes of extent 1, both ways") {
  const auto x = tensor<float>({2, 1}, {1, 2});
  require_equal(run("Expand", {x, tensor<int64_t>({1}, {3})})[0],
                tensor<float>({2, 3}, {1, 1, 1, 2, 2, 2}));
  require_equal(run("Expand", {x, tensor<int64_t>({3}, {2, 1, 1})})[0],
                tensor<float>({2, 2, 1}, {1, 2, 1, 2}));
}

TEST_CASE("Expand refuses a shape that does not fit") {
  const auto shape = constant(tensor<int64_t>({1}, {3}));
  REQUIRE_THROWS_WITH(
      infer("Expand", {type<float>({2}), shape}),
      "Expand: shapes [2] and [3] do not broadcast: extents 2 and 3 differ and neither is 1");
}

TEST_CASE("Expand has a summed gradient") {
  check_gradient("Expand",
                 {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 1}), tensor<int64_t>({2}, {2, 3})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
