#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Neg negates") {
  require_equal(run("Neg", {tensor<float>({2}, {1, -2})})[0], tensor<float>({2}, {-1, 2}));
  require_equal(run("Neg", {tensor<int8_t>({2}, {1, -128})})[0], tensor<int8_t>({2}, {-1, -128}));
}

TEST_CASE("Neg refuses unsigned integers") {
  REQUIRE_THROWS_WITH(infer("Neg", {type<uint8_t>({2})}),
                      Catch::StartsWith("Neg: input 0 is uint8; it must be one of"));
}

TEST_CASE("Neg has a negated gradient") {
  check_gradient("Neg", {random_tensor(MORTISE_DTYPE_FLOAT64, {3})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
