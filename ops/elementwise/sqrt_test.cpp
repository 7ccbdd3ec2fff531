#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Sqrt is the square root, and NaN below zero") {
  require_close(run("Sqrt", {tensor<float>({3}, {4, 2, -1})})[0], {2, 1.414213562, NAN}, 1e-6);
}

TEST_CASE("Sqrt has the gradient of a square root") {
  check_gradient("Sqrt", {random_tensor(MORTISE_DTYPE_FLOAT64, {4}, 1, 2)}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
