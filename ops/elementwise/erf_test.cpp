#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Erf computes its function") {
  require_close(run("Erf", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-0.995322265, -0.520499878, 0.0, 0.711155634, 0.99997791}, 1e-6);
}

TEST_CASE("Erf has a gradient") {
  check_gradient("Erf", {random_tensor(MORTISE_DTYPE_FLOAT64, {5}, -1, 1)}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
