#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Compress keeps the slices whose condition is true") {
  const auto x = tensor<float>({3, 2}, {1, 2, 3, 4, 5, 6});
  const auto condition = tensor<bool8>({3}, {false, true, true});
  require_equal(run("Compress", {x, condition}, {{"axis", 0}})[0],
                tensor<float>({2, 2}, {3, 4, 5, 6}));
  require_equal(run("Compress", {x, tensor<bool8>({2}, {false, true})}, {{"axis", -1}})[0],
                tensor<float>({3, 1}, {2, 4, 6}));
}

TEST_CASE("Compress without an axis goes over the elements, and needs no condition for the last") {
  const auto x = tensor<float>({3, 2}, {1, 2, 3, 4, 5, 6});
  const auto condition = tensor<bool8>({5}, {false, true, false, false, true});
  require_equal(run("Compress", {x, condition})[0], tensor<float>({2}, {2, 5}));
  require_equal(run("Compress", {x, tensor<bool8>({1}, {false})})[0], tensor<float>({0}, {}));
}

TEST_CASE("Compress gives at most as much as there is, and as there are conditions") {
  REQUIRE(infer("Compress", {type<float>({3, 4}), type<bool8>({2})}, {{"axis", 1}}).type(0) ==
          "float32[3, <=2]");
  REQUIRE(infer("Compress", {type<float>({3, 4}), type<bool8>({50})}).type(0) == "float32[<=12]");
  REQUIRE(infer("Compress", {type<float>({-2, 4}), type<bool8>({3})}, {{"axis", 1}}).type(0) ==
          "float32[#0, ?]");
}

}  // namespace
}  // namespace mortise::ops::testing
