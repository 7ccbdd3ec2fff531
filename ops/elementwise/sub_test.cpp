#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Sub subtracts with broadcasting") {
  const auto a = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("Sub", {a, tensor<float>({}, {1})})[0], tensor<float>({2, 2}, {0, 1, 2, 3}));
}

TEST_CASE("Sub wraps unsigned integers around") {
  const auto a = tensor<uint8_t>({1}, {1});
  require_equal(run("Sub", {a, tensor<uint8_t>({1}, {2})})[0], tensor<uint8_t>({1}, {255}));
}

TEST_CASE("Sub has the gradient of a difference") {
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 1}, -1, 1, 2);
  check_gradient("Sub", {a, b}, {0, 1});
}

}  // namespace
}  // namespace mortise::ops::testing
