#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("GatherElements replaces the coordinate of one axis") {
  const auto x = tensor<float>({3, 2}, {1, 2, 3, 4, 5, 6});
  const auto indices = tensor<int64_t>({2, 2}, {1, -1, 0, 0});
  require_equal(run("GatherElements", {x, indices})[0], tensor<float>({2, 2}, {3, 6, 1, 2}));
  require_equal(run("GatherElements", {x, indices}, {{"axis", 1}})[0],
                tensor<float>({2, 2}, {2, 2, 3, 3}));
}

TEST_CASE("GatherElements refuses indices that exceed the data") {
  REQUIRE_THROWS_WITH(infer("GatherElements", {type<float>({3, 2}), type<int64_t>({2, 4})}),
                      "GatherElements: indices have extent 4 at axis 1; data has 2");
}

}  // namespace
}  // namespace mortise::ops::testing
