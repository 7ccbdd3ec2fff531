#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Swish is x times the sigmoid of alpha x") {
  const auto x = tensor<double>({3}, {-1, 0, 2});
  const auto swish = [](double value, double alpha) {
    return value / (1 + std::exp(-alpha * value));
  };
  require_close(run("Swish", {x})[0], {swish(-1, 1), 0, swish(2, 1)}, 1e-12);
  require_close(run("Swish", {x}, {{"alpha", 0.5}})[0], {swish(-1, 0.5), 0, swish(2, 0.5)}, 1e-12);
}

TEST_CASE("Swish decomposes to a sigmoid") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT64, {7}, -3, 3);
  require_close(run_decomposed("Swish", {x}, {{"alpha", 2.0}})[0],
                run("Swish", {x}, {{"alpha", 2.0}})[0].doubles(), 1e-12);
}

}  // namespace
}  // namespace mortise::ops::testing
