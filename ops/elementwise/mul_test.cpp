#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Mul multiplies with broadcasting") {
  const auto a = tensor<float16>({2, 1}, {2, 3});
  require_equal(run("Mul", {a, tensor<float16>({2}, {0.5f, 4})})[0],
                tensor<float16>({2, 2}, {1, 8, 1.5f, 12}));
}

TEST_CASE("Mul wraps narrow integers around") {
  const auto a = tensor<uint16_t>({1}, {65535});
  require_equal(run("Mul", {a, a})[0], tensor<uint16_t>({1}, {1}));
}

TEST_CASE("Mul has the gradient of a product") {
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT64, {3}, -1, 1, 2);
  check_gradient("Mul", {a, b}, {0, 1});
}

}  // namespace
}  // namespace mortise::ops::testing
