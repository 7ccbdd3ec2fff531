#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Exp is the exponential") {
  require_close(run("Exp", {tensor<float>({3}, {0, 1, -1})})[0], {1, 2.718281828, 0.3678794412},
                1e-6);
}

TEST_CASE("Exp has itself as its gradient") {
  check_gradient("Exp", {random_tensor(MORTISE_DTYPE_FLOAT64, {4})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
