#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Sigmoid goes from 0 to 1 without overflow") {
  require_close(run("Sigmoid", {tensor<float>({4}, {0, 2, -200, 200})})[0],
                {0.5, 0.880797078, 0, 1}, 1e-6);
}

TEST_CASE("Sigmoid has the gradient y (1 - y)") {
  check_gradient("Sigmoid", {random_tensor(MORTISE_DTYPE_FLOAT64, {5})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
