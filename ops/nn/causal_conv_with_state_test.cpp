#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const auto kX = tensor<double>({1, 1, 3}, {1, 2, 3});
const auto kWeight = tensor<double>({1, 1, 3}, {100, 10, 1});

TEST_CASE("CausalConvWithState looks back, on zeros at first") {
  const auto y = run("CausalConvWithState", {kX, kWeight}, {}, outputs(2));
  require_close(y[0], {1, 12, 123}, 1e-12);
  require_close(y[1], {2, 3}, 1e-12);
}

TEST_CASE("CausalConvWithState goes on from its state, with a bias") {
  const auto x = tensor<double>({1, 1, 1}, {4});
  const auto y = run("CausalConvWithState",
                     {x, kWeight, tensor<double>({1}, {0.5}), tensor<double>({1, 1, 2}, {2, 3})},
                     {}, outputs(2));
  require_close(y[0], {234.5}, 1e-12);
  require_close(y[1], {3, 4}, 1e-12);
}

TEST_CASE("CausalConvWithState convolves each channel alone, and activates") {
  const auto x = tensor<double>({1, 2, 1}, {1, 2});
  const auto weight = tensor<double>({2, 1, 1}, {3, -1});
  const auto y = run("CausalConvWithState", {x, weight}, {{"activation", "silu"}}, outputs(2));
  require_close(y[0], {3 / (1 + std::exp(-3)), -2 / (1 + std::exp(2))}, 1e-12);
  REQUIRE(y[1].shape == Shape{1, 2, 0});
}

TEST_CASE("CausalConvWithState checks its shapes") {
  const auto shapes =
      infer("CausalConvWithState", {type<float>({-2, 3, 7}), type<float>({3, 1, 4})}, {}, 2);
  REQUIRE(shapes.type(0) == "float32[#0, 3, 7]");
  REQUIRE(shapes.type(1) == "float32[#0, 3, 3]");
  REQUIRE_THROWS_WITH(
      infer("CausalConvWithState", {type<float>({1, 3, 7}), type<float>({4, 1, 4})}, {}, 2),
      Catch::Contains("must be equal"));
  REQUIRE_THROWS_WITH(infer("CausalConvWithState", {type<float>({1, 3, 7}), type<float>({3, 1, 4})},
                            {{"activation", "relu"}}, 2),
                      Catch::Contains("activation is relu"));
}

}  // namespace
}  // namespace mortise::ops::testing
