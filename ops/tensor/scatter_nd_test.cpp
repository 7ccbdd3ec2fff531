#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ScatterND writes elements or slices to their coordinates") {
  const auto x = tensor<float>({4}, {1, 2, 3, 4});
  require_equal(
      run("ScatterND", {x, tensor<int64_t>({2, 1}, {2, -4}), tensor<float>({2}, {8, 9})})[0],
      tensor<float>({4}, {9, 2, 8, 4}));
  const auto m = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(
      run("ScatterND", {m, tensor<int64_t>({1, 1}, {1}), tensor<float>({1, 2}, {8, 9})})[0],
      tensor<float>({2, 2}, {1, 2, 8, 9}));
}

TEST_CASE("ScatterND combines updates with what is there, each of several in one place") {
  const auto x = tensor<int32_t>({2}, {2, 3});
  const auto where = tensor<int64_t>({2, 1}, {1, 1});
  const auto updates = tensor<int32_t>({2}, {4, -5});
  const auto combined = [&](const char* reduction) {
    return run("ScatterND", {x, where, updates}, {{"reduction", reduction}})[0];
  };
  require_equal(combined("add"), tensor<int32_t>({2}, {2, 2}));
  require_equal(combined("mul"), tensor<int32_t>({2}, {2, -60}));
  require_equal(combined("max"), tensor<int32_t>({2}, {2, 4}));
  require_equal(combined("min"), tensor<int32_t>({2}, {2, -5}));
}

TEST_CASE("ScatterND refuses coordinates and updates that do not fit") {
  const auto x = tensor<float>({4}, {1, 2, 3, 4});
  REQUIRE_THROWS_WITH(run("ScatterND", {x, tensor<int64_t>({1, 1}, {4}), tensor<float>({1}, {8})}),
                      Catch::Contains("index 4 is out of range"));
  REQUIRE_THROWS_WITH(
      infer("ScatterND", {type<float>({4}), type<int64_t>({1, 2}), type<float>({1})}),
      Catch::Contains("indices have 2 coordinates; data has 1 axes"));
  REQUIRE_THROWS_WITH(
      infer("ScatterND", {type<float>({4, 3}), type<int64_t>({5, 1}), type<float>({5, 2})}),
      Catch::Contains("must be equal"));
}

}  // namespace
}  // namespace mortise::ops::testing
