#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

Tensor ints(const std::vector<int64_t>& values) {
  return tensor<int64_t>({static_cast<int64_t>(values.size())}, values);
}

TEST_CASE("Col2Im adds where blocks overlap") {
  // Two taps of four blocks along five elements.
  const auto x = tensor<float>({1, 2, 4}, {1, 2, 3, 4, 10, 20, 30, 40});
  const auto y = run("Col2Im", {x, ints({5}), ints({2})})[0];
  REQUIRE(y.shape == Shape{1, 1, 5});
  REQUIRE(y.doubles() == std::vector<double>{1, 12, 23, 34, 40});
}

TEST_CASE("Col2Im knows strides, pads and dilations") {
  const auto x = tensor<int32_t>({1, 2, 2}, {1, 2, 10, 20});
  REQUIRE(run("Col2Im", {x, ints({4}), ints({2})}, {{"strides", Ints{2}}})[0].ints() ==
          std::vector<int64_t>{1, 10, 2, 20});
  REQUIRE(run("Col2Im", {x, ints({2}), ints({2})}, {{"strides", Ints{2}}, {"pads", Ints{1, 1}}})[0]
              .ints() == std::vector<int64_t>{10, 2});
  REQUIRE(run("Col2Im", {x, ints({4}), ints({2})}, {{"dilations", Ints{2}}})[0].ints() ==
          std::vector<int64_t>{1, 2, 10, 20});
}

TEST_CASE("Col2Im has channels and batches") {
  const auto x = tensor<double>({2, 2, 1}, {1, 2, 3, 4});
  const auto y = run("Col2Im", {x, ints({1, 1}), ints({1, 1})})[0];
  REQUIRE(y.shape == Shape{2, 2, 1, 1});
  REQUIRE(y.doubles() == std::vector<double>{1, 2, 3, 4});
}

TEST_CASE("Col2Im checks its shapes") {
  const auto image = constant(ints({5, 5})), block = constant(ints({1, 5}));
  REQUIRE(infer("Col2Im", {type<float>({-2, 10, 5}), image, block}).type(0) ==
          "float32[#0, 2, 5, 5]");
  REQUIRE_THROWS_WITH(infer("Col2Im", {type<float>({1, 10, 4}), image, block}),
                      Catch::Contains("must be equal"));
  REQUIRE_THROWS_WITH(infer("Col2Im", {type<float>({1, 11, 5}), image, block}),
                      Catch::Contains("do not divide"));
  REQUIRE_THROWS_WITH(infer("Col2Im", {type<float>({1, 10, 5}), image, constant(ints({5}))}),
                      Catch::Contains("block_shape"));
  REQUIRE(infer("Col2Im", {type<float>({1, 10, 5}), type<int64_t>({2}), block}).needs ==
          std::vector<uint64_t>{1});
}

}  // namespace
}  // namespace mortise::ops::testing
