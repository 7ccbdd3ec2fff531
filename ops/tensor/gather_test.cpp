#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Gather takes slices of any axis, from the end too") {
  const auto x = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_equal(run("Gather", {x, tensor<int64_t>({2}, {-1, 0})}, {{"axis", 1}})[0],
                tensor<float>({2, 2}, {3, 1, 6, 4}));
  require_equal(run("Gather", {x, tensor<int32_t>({}, {1})})[0], tensor<float>({3}, {4, 5, 6}));
}

TEST_CASE("Gather keeps symbols and refuses indices out of range") {
  REQUIRE(infer("Gather", {type<float>({5, -2}), type<int64_t>({-3, 2})}).type(0) ==
          "float32[#1, 2, #0]");
  REQUIRE_THROWS_WITH(run("Gather", {tensor<float>({2}, {1, 2}), tensor<int64_t>({1}, {2})}),
                      "Gather: index 2 is out of range for extent 2");
}

}  // namespace
}  // namespace mortise::ops::testing
