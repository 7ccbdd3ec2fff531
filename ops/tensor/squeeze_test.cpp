#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Squeeze removes the named axes, or all of extent 1") {
  const auto x = tensor<float>({1, 2, 1}, {1, 2});
  require_equal(run("Squeeze", {x, tensor<int64_t>({1}, {-1})})[0], tensor<float>({1, 2}, {1, 2}));
  require_equal(run("Squeeze", {x})[0], tensor<float>({2}, {1, 2}));
}

TEST_CASE("Squeeze refuses an extent other than 1") {
  const auto axis = constant(tensor<int64_t>({1}, {1}));
  REQUIRE_THROWS_WITH(infer("Squeeze", {type<float>({1, 2}), axis}),
                      "Squeeze: axis 1 has extent 2; only extents of 1 can be removed");
  REQUIRE(infer("Squeeze", {type<float>({-2, -3}), axis}).type(0) == "float32[#0]");
}

TEST_CASE("Squeeze has a reshaped gradient") {
  check_gradient("Squeeze", {random_tensor(MORTISE_DTYPE_FLOAT64, {1, 3})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
