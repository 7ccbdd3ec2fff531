#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

std::vector<Tensor> adam(int64_t updates, const Attrs& attrs) {
  const auto one = [](double value) { return tensor<double>({1}, {value}); };
  return run(
      "ai.onnx.preview.training::Adam",
      {tensor<double>({}, {0.1}), tensor<int64_t>({}, {updates}), one(10), one(2), one(4), one(8)},
      attrs, outputs(3));
}

TEST_CASE("Adam moves by averages of gradients and of their squares") {
  const auto y = adam(0, {{"alpha", 0.5}, {"beta", 0.75}, {"epsilon", 1.0}});
  require_close(y[1], {3}, 1e-12);
  require_close(y[2], {7}, 1e-12);
  require_close(y[0], {10 - 0.1 * 3 / (std::sqrt(7) + 1)}, 1e-12);
}

TEST_CASE("Adam corrects the averages of the first steps, and shrinks what it has") {
  const auto y =
      adam(2, {{"alpha", 0.5}, {"beta", 0.75}, {"epsilon", 1.0}, {"norm_coefficient_post", 0.5}});
  const double adjusted = 0.1 * std::sqrt(1 - 0.5625) / 0.75;
  require_close(y[0], {0.5 * (10 - adjusted * 3 / (std::sqrt(7) + 1))}, 1e-12);
}

}  // namespace
}  // namespace mortise::ops::testing
