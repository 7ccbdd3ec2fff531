#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const auto kCache = tensor<float>({2, 3, 1}, {1, 2, 3, 4, 5, 6});
const auto kUpdate = tensor<float>({2, 2, 1}, {10, 20, 30, 40});

TEST_CASE("TensorScatter writes new tokens into a cache") {
  REQUIRE(run("TensorScatter", {kCache, kUpdate})[0].doubles() ==
          std::vector<double>{10, 20, 3, 30, 40, 6});
  REQUIRE(run("TensorScatter", {kCache, kUpdate, tensor<int64_t>({2}, {1, 0})})[0].doubles() ==
          std::vector<double>{1, 10, 20, 30, 40, 6});
}

TEST_CASE("TensorScatter begins again where it is circular") {
  REQUIRE(run("TensorScatter", {kCache, kUpdate, tensor<int64_t>({2}, {2, 4})},
              {{"mode", "circular"}})[0]
              .doubles() == std::vector<double>{20, 2, 10, 4, 30, 40});
}

TEST_CASE("TensorScatter has the tokens along any axis but the first") {
  const auto cache = tensor<float>({1, 2, 3}, {1, 2, 3, 4, 5, 6});
  const auto update = tensor<float>({1, 2, 1}, {10, 20});
  REQUIRE(run("TensorScatter", {cache, update, tensor<int64_t>({1}, {2})}, {{"axis", 2}})[0]
              .doubles() == std::vector<double>{1, 2, 10, 4, 5, 20});
  REQUIRE_THROWS_WITH(
      infer("TensorScatter", {type<float>({2, 3}), type<float>({2, 3})}, {{"axis", 0}}),
      Catch::Contains("axis 0 is the batch"));
}

TEST_CASE("TensorScatter checks where it writes") {
  REQUIRE_THROWS_WITH(run("TensorScatter", {kCache, kUpdate, tensor<int64_t>({2}, {2, 0})}),
                      Catch::Contains("leaves no room"));
  REQUIRE_THROWS_WITH(run("TensorScatter", {kCache, kUpdate, tensor<int64_t>({2}, {0, -1})},
                          {{"mode", "circular"}}),
                      Catch::Contains("write index -1"));
  REQUIRE_THROWS_WITH(infer("TensorScatter", {type<float>({1, 3, 4}), type<float>({1, 4, 4})}),
                      Catch::Contains("does not fit"));
}

}  // namespace
}  // namespace mortise::ops::testing
