#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

const auto kX = tensor<float>({1, 1, 2, 2}, {1, 2, 3, 4});
const auto kIndices = tensor<int64_t>({1, 1, 2, 2}, {5, 7, 13, 15});
const Attrs kAttrs = {{"kernel_shape", Ints{2, 2}}, {"strides", Ints{2, 2}}};

TEST_CASE("MaxUnpool puts each maximum where its index says") {
  const auto y = run("MaxUnpool", {kX, kIndices}, kAttrs)[0];
  REQUIRE(y.shape == Shape{1, 1, 4, 4});
  REQUIRE(y.doubles() == std::vector<double>{0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 3, 0, 4});
}

TEST_CASE("MaxUnpool counts indices in what was pooled, whatever the output's shape") {
  const auto y = run("MaxUnpool", {kX, kIndices, tensor<int64_t>({4}, {1, 1, 5, 5})}, kAttrs)[0];
  REQUIRE(y.shape == Shape{1, 1, 5, 5});
  const std::vector<double> values = y.doubles();
  REQUIRE(values[6] == 1);
  REQUIRE(values[8] == 2);
  REQUIRE(values[16] == 3);
  REQUIRE(values[18] == 4);
}

TEST_CASE("MaxUnpool checks indices and shapes") {
  REQUIRE_THROWS_WITH(run("MaxUnpool", {kX, tensor<int64_t>({1, 1, 2, 2}, {0, 1, 2, 16})}, kAttrs),
                      Catch::Contains("index 16 is out of range"));
  REQUIRE_THROWS_WITH(run("MaxUnpool", {kX, kIndices, tensor<int64_t>({4}, {1, 1, 3, 4})}, kAttrs),
                      Catch::Contains("pooled from"));
  REQUIRE_THROWS_WITH(
      infer("MaxUnpool", {type<float>({1, 1, 2, 2}), type<int64_t>({1, 1, 2, 3})}, kAttrs),
      Catch::Contains("must be equal"));
  REQUIRE(infer("MaxUnpool", {type<float>({-2, 3, 2, -3}), type<int64_t>({-2, 3, 2, -3})}, kAttrs)
              .type(0) == "float32[#0, 3, 4, ?]");
}

}  // namespace
}  // namespace mortise::ops::testing
