#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Softplus computes its function") {
  require_close(run("Softplus", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {0.126928011, 0.474076984, 0.693147181, 1.136871006, 3.048587352}, 1e-6);
}

TEST_CASE("Softplus has a gradient") {
  check_gradient("Softplus", {random_tensor(MORTISE_DTYPE_FLOAT64, {5}, -1, 1)}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
