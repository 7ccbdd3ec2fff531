#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("NonZero gives the indices, one per column, in row-major order") {
  const auto x = tensor<float>({2, 3}, {0, 1, 0, 2, 0, 3});
  require_equal(run("NonZero", {x})[0], tensor<int64_t>({2, 3}, {0, 1, 1, 1, 0, 2}));
}

TEST_CASE("NonZero of zeros has no columns") {
  require_equal(run("NonZero", {tensor<bool8>({2}, {false, false})})[0],
                tensor<int64_t>({1, 0}, {}));
}

TEST_CASE("NonZero bounds its output by the element count") {
  REQUIRE(infer("NonZero", {type<float>({2, 3})}).type(0) == "int64[2, <=6]");
  REQUIRE(infer("NonZero", {type<float>({-2, 3})}).type(0) == "int64[2, ?]");
}

}  // namespace
}  // namespace mortise::ops::testing
