#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Trilu keeps the upper or the lower triangle") {
  const auto x = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_equal(run("Trilu", {x})[0], tensor<float>({2, 3}, {1, 2, 3, 0, 5, 6}));
  require_equal(run("Trilu", {x, tensor<int64_t>({}, {-1})}, {{"upper", 0}})[0],
                tensor<float>({2, 3}, {0, 0, 0, 4, 0, 0}));
}

TEST_CASE("Trilu takes diagonals far outside of the matrix") {
  const auto x = tensor<float>({1, 2}, {1, 2});
  require_equal(run("Trilu", {x, tensor<int64_t>({}, {INT64_MAX})})[0],
                tensor<float>({1, 2}, {0, 0}));
  require_equal(run("Trilu", {x, tensor<int64_t>({}, {INT64_MIN})})[0], x);
}

TEST_CASE("Trilu refuses a diagonal that is no int64 scalar") {
  REQUIRE_THROWS_WITH(infer("Trilu", {type<float>({2, 2}), type<int32_t>({})}),
                      "Trilu: input 1 is int32; it must be one of int64");
  REQUIRE_THROWS_WITH(infer("Trilu", {type<float>({2, 2}), type<int64_t>({0})}),
                      "Trilu: input 1 has shape [0]; it must have one element");
}

}  // namespace
}  // namespace mortise::ops::testing
