#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Reciprocal computes its function") {
  require_close(run("Reciprocal", {tensor<float>({3}, {-2, 0.5, 4})})[0], {-0.5, 2, 0.25}, 1e-6);
}

TEST_CASE("Reciprocal has a gradient") {
  check_gradient("Reciprocal", {random_tensor(MORTISE_DTYPE_FLOAT64, {5}, 0.5, 2)}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
