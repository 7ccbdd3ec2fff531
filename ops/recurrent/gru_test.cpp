#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

double s(double x) { return 1 / (1 + std::exp(-x)); }

const auto kX = tensor<double>({1, 1, 1}, {0.5});
const auto kW = tensor<double>({1, 3, 1}, {1, 2, 3});
const auto kR = tensor<double>({1, 3, 1}, {0.1, 0.2, 0.3});
const auto kBias = tensor<double>({1, 6}, {0, 0, 0, 0, 0, 0.7});
const auto kState = tensor<double>({1, 1, 1}, {2});

TEST_CASE("GRU mixes the old state with a new one") {
  const double z = s(0.5 + 0.2), r = s(1 + 0.4);
  const double n = std::tanh(1.5 + 0.3 * (r * 2) + 0.7);
  const auto y = run("GRU", {kX, kW, kR, kBias, std::nullopt, kState}, {}, outputs(2));
  require_close(y[0], {(1 - z) * n + z * 2}, 1e-12);
  require_close(y[1], {(1 - z) * n + z * 2}, 1e-12);
}

TEST_CASE("GRU resets after the product where it is told to") {
  const double z = s(0.5 + 0.2), r = s(1 + 0.4);
  const double n = std::tanh(1.5 + r * (0.3 * 2 + 0.7));
  require_close(
      run("GRU", {kX, kW, kR, kBias, std::nullopt, kState}, {{"linear_before_reset", 1}})[0],
      {(1 - z) * n + z * 2}, 1e-12);
}

TEST_CASE("GRU has units that see each other's old state") {
  const auto w = tensor<double>({1, 6, 1}, {0, 0, 0, 0, 1, 1});
  const auto r = tensor<double>({1, 6, 2}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0});
  const auto state = tensor<double>({1, 1, 2}, {2, 4});
  // Gates of a half; new states of 0.5 and half of the other's.
  const double first = 0.5 * std::tanh(0.5 + 2) + 1, second = 0.5 * std::tanh(0.5 + 1) + 2;
  require_close(run("GRU", {kX, w, r, std::nullopt, std::nullopt, state})[0], {first, second},
                1e-12);
}

TEST_CASE("GRU has three gates") {
  REQUIRE(infer("GRU", {type<float>({7, 3, 4}), type<float>({2, 15, 4}), type<float>({2, 15, 5})},
                {{"direction", "bidirectional"}}, 2)
              .type(0) == "float32[7, 2, 3, 5]");
}

}  // namespace
}  // namespace mortise::ops::testing
