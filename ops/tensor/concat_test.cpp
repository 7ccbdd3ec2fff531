#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Concat joins along any axis, empty parts included") {
  const auto a = tensor<int32_t>({2, 1}, {1, 2});
  const auto b = tensor<int32_t>({2, 2}, {3, 4, 5, 6});
  const auto none = tensor<int32_t>({2, 0}, {});
  require_equal(run("Concat", {a, none, b}, {{"axis", 1}})[0],
                tensor<int32_t>({2, 3}, {1, 3, 4, 2, 5, 6}));
  require_equal(run("Concat", {none, none, none}, {{"axis", 0}})[0], tensor<int32_t>({6, 0}, {}));
  const auto rows = tensor<int32_t>({0, 3}, {});
  require_equal(run("Concat", {rows, rows}, {{"axis", 1}})[0], tensor<int32_t>({0, 6}, {}));
  require_equal(run("Concat", {a, a}, {{"axis", -2}})[0], tensor<int32_t>({4, 1}, {1, 2, 1, 2}));
}

TEST_CASE("Concat keeps what it knows of unknown extents, and refuses unequal ones") {
  REQUIRE(infer("Concat", {type<float>({-2, 3}), type<float>({-1, 4})}, {{"axis", 1}}).type(0) ==
          "float32[#0, 7]");
  REQUIRE_THROWS_WITH(infer("Concat", {type<float>({2, 3}), type<float>({3, 3})}, {{"axis", 1}}),
                      "Concat: extents 2 and 3 must be equal");
}

TEST_CASE("Concat has slices as its gradient") {
  check_gradient("Concat",
                 {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 1}),
                  random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3}, -1, 1, 2)},
                 {0, 1}, {{"axis", 1}});
}

TEST_CASE("Concat refuses extents whose sum does not fit") {
  REQUIRE_THROWS_WITH(infer("Concat", {type<float>({INT64_MAX}), type<float>({1})}, {{"axis", 0}}),
                      Catch::Contains("add up to more than an extent can be"));
}

}  // namespace
}  // namespace mortise::ops::testing
