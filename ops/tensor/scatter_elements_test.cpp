#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ScatterElements writes updates where the indices say") {
  const auto x = tensor<float>({1, 4}, {1, 2, 3, 4});
  const auto indices = tensor<int64_t>({1, 2}, {1, -1});
  const auto updates = tensor<float>({1, 2}, {10, 20});
  require_equal(run("ScatterElements", {x, indices, updates}, {{"axis", 1}})[0],
                tensor<float>({1, 4}, {1, 10, 3, 20}));
}

TEST_CASE("ScatterElements combines updates of one element") {
  const auto x = tensor<int32_t>({2}, {1, 2});
  const auto indices = tensor<int64_t>({2}, {1, 1});
  const auto updates = tensor<int32_t>({2}, {3, 4});
  require_equal(run("ScatterElements", {x, indices, updates}, {{"reduction", "add"}})[0],
                tensor<int32_t>({2}, {1, 9}));
  require_equal(run("ScatterElements", {x, indices, updates}, {{"reduction", "max"}})[0],
                tensor<int32_t>({2}, {1, 4}));
}

TEST_CASE("ScatterElements refuses indices out of range") {
  REQUIRE_THROWS_WITH(run("ScatterElements", {tensor<float>({2}, {1, 2}), tensor<int64_t>({1}, {2}),
                                              tensor<float>({1}, {0})}),
                      "ScatterElements: index 2 is out of range for extent 2");
}

}  // namespace
}  // namespace mortise::ops::testing
