#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Flatten makes a matrix at any axis") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 3, 4});
  for (const auto& [axis, shape] : std::vector<std::pair<int64_t, Shape>>{
           {0, {1, 24}}, {1, {2, 12}}, {-1, {6, 4}}, {3, {24, 1}}}) {
    const auto y = run("Flatten", {x}, {{"axis", axis}})[0];
    REQUIRE(y.shape == shape);
    REQUIRE(y.bytes == x.bytes);
  }
}

TEST_CASE("Flatten has a reshaped gradient") {
  check_gradient("Flatten", {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 2})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
