#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Adagrad divides by the root of all squares so far") {
  const auto one = [](double value) { return tensor<double>({1}, {value}); };
  const auto y =
      run("ai.onnx.preview.training::Adagrad",
          {tensor<double>({}, {0.1}), tensor<int64_t>({}, {2}), one(10), one(3), one(16)},
          {{"decay_factor", 0.5}, {"epsilon", 1.0}}, outputs(2));
  require_close(y[0], {10 - 0.05 * 3 / (5 + 1)}, 1e-12);
  require_close(y[1], {25}, 1e-12);
}

}  // namespace
}  // namespace mortise::ops::testing
