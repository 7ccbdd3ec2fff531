#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Cos computes its function") {
  require_close(run("Cos", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-0.416146837, 0.877582562, 1.0, 0.731688869, -0.989992497}, 1e-6);
}

TEST_CASE("Cos has a gradient") {
  check_gradient("Cos", {random_tensor(MORTISE_DTYPE_FLOAT64, {5}, -1, 1)}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
