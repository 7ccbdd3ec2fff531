#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Unsqueeze adds axes where the output has them") {
  const auto x = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_equal(run("Unsqueeze", {x, tensor<int64_t>({2}, {-1, 0})})[0],
                tensor<float>({1, 2, 3, 1}, {1, 2, 3, 4, 5, 6}));
}

TEST_CASE("Unsqueeze keeps symbols and refuses an axis named twice") {
  const auto axes = [](int64_t a, int64_t b) { return constant(tensor<int64_t>({2}, {a, b})); };
  REQUIRE(infer("Unsqueeze", {type<float>({-2}), axes(0, 2)}).type(0) == "float32[1, #0, 1]");
  REQUIRE_THROWS_WITH(infer("Unsqueeze", {type<float>({-2}), axes(0, -3)}),
                      "Unsqueeze: axis 0 is named twice");
}

TEST_CASE("Unsqueeze has a squeezed gradient") {
  check_gradient("Unsqueeze",
                 {random_tensor(MORTISE_DTYPE_FLOAT64, {2}), tensor<int64_t>({1}, {0})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
