#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Split takes the extents that it is given") {
  const auto x = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  const auto parts = run("Split", {x, tensor<int64_t>({2}, {1, 2})}, {{"axis", 1}}, outputs(2));
  require_equal(parts[0], tensor<float>({2, 1}, {1, 4}));
  require_equal(parts[1], tensor<float>({2, 2}, {2, 3, 5, 6}));
}

TEST_CASE("Split makes the last of uneven parts smaller") {
  const auto parts =
      run("Split", {tensor<float>({3}, {1, 2, 3})}, {{"num_outputs", 2}}, outputs(2));
  require_equal(parts[0], tensor<float>({2}, {1, 2}));
  require_equal(parts[1], tensor<float>({1}, {3}));
}

TEST_CASE("Split refuses extents that do not add up") {
  REQUIRE_THROWS_WITH(
      infer("Split", {type<float>({3}), constant(tensor<int64_t>({2}, {1, 1}))}, {}, 2),
      "Split: the values of split add up to 2; the axis has extent 3");
}

TEST_CASE("Split refuses extents that are no list of int64") {
  REQUIRE_THROWS_WITH(
      infer("Split", {type<float>({3}), constant(tensor<int32_t>({2}, {1, 2}))}, {}, 2),
      "Split: input 1 is int32; it must be one of int64");
  REQUIRE_THROWS_WITH(
      infer("Split", {type<float>({3}), constant(tensor<int64_t>({1, 2}, {1, 2}))}, {}, 2),
      "Split: input 1 has shape [1, 2]; its rank must be 1");
}

}  // namespace
}  // namespace mortise::ops::testing
