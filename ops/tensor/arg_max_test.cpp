#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ArgMax gives the first or the last position of the greatest") {
  const auto x = tensor<float>({2, 3}, {1, 3, 3, 5, 4, 2});
  require_equal(run("ArgMax", {x}, {{"axis", 1}, {"keepdims", 0}})[0],
                tensor<int64_t>({2}, {1, 0}));
  require_equal(run("ArgMax", {x}, {{"axis", 1}, {"select_last_index", 1}})[0],
                tensor<int64_t>({2, 1}, {2, 0}));
}

TEST_CASE("ArgMax refuses an axis without elements") {
  REQUIRE_THROWS_WITH(infer("ArgMax", {type<float>({0, 2})}), "ArgMax: axis 0 has no elements");
}

}  // namespace
}  // namespace mortise::ops::testing
